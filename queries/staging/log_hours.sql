-- Log events by hour of their start, place, object and kind. Each event is counted once, however
-- many files delivered it. `kind` is one of ref.log_kinds, else the log's own word. `is_object`
-- says whether the code ran in a Durable Object: as the log states it, else by whether it has an
-- entrypoint.
-- grain: account, hour_at, script, entrypoint, dispatch_namespace, is_object
-- grain: object_key, kind, outcome
with counted as (
    select
        hour_at,
        sort_key,
        object_key,
        sum(events)::hugeint as events,
        sum(wall_ms)::hugeint as wall_ms,
        sum(cpu_ms)::hugeint as cpu_ms,
        case when count(log_lines) = count(*) then sum(log_lines)::hugeint end as log_lines
    from raw.log_hours
    group by hour_at, sort_key, object_key
    having sum(events) > 0
)
select
    p.account,
    c.hour_at,
    p.script,
    p.entrypoint,
    p.dispatch_namespace,
    p.is_object,
    c.object_key,
    s.kind,
    s.outcome,
    c.events,
    c.wall_ms,
    c.cpu_ms,
    c.log_lines
from counted as c
join raw.log_sorts as s using (sort_key)
join raw.log_places as p using (place_key)
