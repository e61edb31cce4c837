-- Log events by day, script and meter, each counted once. A kind of event that nothing maps counts
-- in a Durable Object as an invocation of unknown type. Entrypoints that are no class of objects
-- are reached through service bindings, which is not billed. Workers in a dispatch namespace are
-- Workers for Platforms, not Workers.
-- grain: account, usage_on, meter, script
-- kind: table
with metered as (
    select
        h.account,
        h.usage_on,
        case
            when not h.is_object and h.dispatch_namespace is not null then null
            when not h.is_object then k.worker_meter
            when k.kind is null then 'durable_objects.unknown_requests'
            else k.object_meter
        end as meter,
        h.script,
        h.events
    from logs.days as h
    left join ref.log_kinds as k using (kind)
    left join logs.classes as c
        on c.account = h.account and c.script = h.script and c.class = h.entrypoint
    where coalesce(h.entrypoint, '') = '' or c.class is not null
)
select account, usage_on, meter, script, sum(events)::hugeint as events
from metered
where meter is not null
group by account, usage_on, meter, script
