-- Sorts of usage line: the script that wrote it, and the class, tenant and kind that the line
-- states. Each has a number that is valid in this database only.
-- grain: usage_sort_key
-- kind: declaration
select
    null::integer as usage_sort_key,
    null::varchar as account,
    null::varchar as script,
    null::varchar as class,
    null::varchar as tenant,
    null::varchar as kind
where false
