-- Partial sums of log events: one GROUP BY over the table `events`, whose columns are named below.
-- Sums are additive: the answer, read as `events`, gives the same answer again, and the answers of
-- several machines are merged by the same query. A row of `events` is an event (`events` 1) with
-- its first usage line (`lines` 1), or a further usage line alone (`events` 0).
-- see: ../README.md
select
    event_ms // 3600000 * 3600000 as hour_ms,
    script,
    entrypoint,
    dispatch_namespace,
    is_object,
    kind,
    outcome,
    object_id,
    said_ms // 3600000 * 3600000 as said_hour_ms,
    tenant,
    class,
    line_kind,
    line_object_id,
    sum(events)::bigint as events,
    sum(wall_ms)::bigint as wall_ms,
    sum(cpu_ms)::bigint as cpu_ms,
    case
        when count(*) filter (where events <> 0 and log_lines is null) = 0
            then coalesce(sum(log_lines), 0)::bigint
    end as log_lines,
    sum(lines)::bigint as lines,
    sum(rows_read)::bigint as rows_read,
    sum(rows_written)::bigint as rows_written,
    max_by(database_bytes, (database_ms, database_bytes)) as database_bytes,
    max(database_ms) as database_ms
from events
group by all
having sum(events) > 0 or sum(lines) > 0
