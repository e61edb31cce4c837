-- Partial sums of log events by hour, sort, object and usage line, as a file of partial sums or
-- another engine gives them. The table is empty outside of a load. Hours are the milliseconds since
-- 1970 of their start. A row without events is about usage lines alone, a row without lines about
-- events alone.
-- grain: hour_ms, script, entrypoint, dispatch_namespace, is_object, kind, outcome, object_id
-- grain: said_hour_ms, tenant, class, line_kind, line_object_id
-- kind: declaration
select
    null::bigint as hour_ms,
    null::varchar as script,
    null::varchar as entrypoint,
    null::varchar as dispatch_namespace,
    null::boolean as is_object,
    null::varchar as kind,
    null::varchar as outcome,
    null::varchar as object_id,
    null::bigint as said_hour_ms,
    null::varchar as tenant,
    null::varchar as class,
    null::varchar as line_kind,
    null::varchar as line_object_id,
    null::bigint as events,
    null::bigint as wall_ms,
    null::bigint as cpu_ms,
    null::bigint as log_lines,
    null::bigint as lines,
    null::bigint as rows_read,
    null::bigint as rows_written,
    null::bigint as database_bytes,
    null::bigint as database_ms
where false
