-- A row that could not be read, with the reason. Nothing is dropped silently.
-- grain: load_id, line, reason
-- kind: declaration
select
    null::varchar as load_id,
    null::varchar as source_file,
    null::bigint as line,
    null::varchar as reason,
    null::varchar as content
where false
