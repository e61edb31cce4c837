-- Kinds of event and fields of a record in a log file that no mapping names, with a count: the
-- records of that kind, or 1 for a field found at the start of the file.
-- grain: load_key, what, name
-- kind: declaration
select
    null::integer as load_key,
    null::varchar as what,
    null::varchar as name,
    null::bigint as occurrences
where false
