-- Events of a log file by hour, sort and object. A row with `earlier_loads` subtracts, as a
-- negative number, the events that those files had delivered before. To undo one of those files,
-- its number is removed from the list. `log_lines` are the lines that the events wrote: null if
-- the job leaves them out, or if an earlier version loaded the file.
-- grain: load_key, hour_at, sort_key, object_key, earlier_loads
-- kind: declaration
select
    null::integer as load_key,
    null::timestamp as hour_at,
    null::integer as sort_key,
    null::integer as object_key,
    null::integer[] as earlier_loads,
    null::bigint as events,
    null::bigint as wall_ms,
    null::bigint as cpu_ms,
    null::bigint as log_lines
where false
