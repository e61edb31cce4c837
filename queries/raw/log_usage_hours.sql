-- The application's usage lines in a log file, by the hour in which each was written. Tenant,
-- object and hour are those that the line states, because a line may be written on the record of
-- another event. A row with `earlier_loads` subtracts the lines that those files had delivered
-- before.
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
