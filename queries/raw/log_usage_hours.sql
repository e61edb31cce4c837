-- The application's usage lines of a log file by the hour in which each was written. Tenant, object
-- and hour are the line's own: a line rides on whichever record was current. A row with
-- `earlier_loads` takes back what those files had delivered before.
-- grain: load_key, hour_at, usage_sort_key, object_key, earlier_loads
-- kind: declaration
select
    null::integer as load_key,
    null::timestamp as hour_at,
    null::integer as usage_sort_key,
    null::integer as object_key,
    null::integer[] as earlier_loads,
    null::bigint as lines,
    null::bigint as rows_read,
    null::bigint as rows_written,
    null::bigint as database_bytes,
    null::bigint as database_ms
where false
