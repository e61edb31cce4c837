-- Kinds of event and fields of a record that a log file has and no mapping names, with how often:
-- records of that kind, or 1 for a field found in the head of the file.
-- grain: load_key, what, name
-- kind: declaration
select
    null::integer as load_key,
    null::varchar as what,
    null::varchar as name,
    null::bigint as occurrences
where false
