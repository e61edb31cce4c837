-- Events of the logs by hour of their start, place, object and kind, each counted once however many
-- files delivered it. `kind` is of ref.log_kinds, else the log's own word. `is_object` says whether
-- the code ran in a Durable Object: by the log's own word, else by its having an entrypoint.
-- grain: account, hour_at, script, entrypoint, dispatch_namespace, is_object
-- grain: object_key, kind, outcome
-- kind: table
select
    p.account,
    h.hour_at,
    p.script,
    p.entrypoint,
    p.dispatch_namespace,
    coalesce(p.execution_model = 'durableObject', p.entrypoint <> '') as is_object,
    h.object_key,
    h.kind,
    h.outcome,
    sum(h.events)::hugeint as events,
    sum(h.wall_ms)::hugeint as wall_ms,
    sum(h.cpu_ms)::hugeint as cpu_ms
from raw.log_hours as h
join raw.log_places as p using (place_key)
group by all
having sum(h.events) > 0
