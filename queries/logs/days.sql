-- Log events by day, place, object and kind. Every count from logs is taken from these rows.
-- `hours_seen` has a bit for each hour of the day with an event.
-- grain: account, usage_on, script, entrypoint, dispatch_namespace, is_object, object_key, kind
-- kind: table
select
    account,
    hour_at::date as usage_on,
    script,
    entrypoint,
    dispatch_namespace,
    is_object,
    object_key,
    kind,
    sum(events)::hugeint as events,
    sum(wall_ms)::hugeint as wall_ms,
    sum(cpu_ms)::hugeint as cpu_ms,
    case when count(log_lines) = count(*) then sum(log_lines)::hugeint end as log_lines,
    bit_or(hour_bits(hour(hour_at), hour(hour_at) + 1)) as hours_seen
from staging.log_hours
group by all
