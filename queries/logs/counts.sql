-- Log events by day, script and meter, each counted once. In a Durable Object an unknown kind of
-- event counts as an invocation of unknown type. Entrypoints that are not object classes are called
-- through service bindings, which are not billed. Workers in a dispatch namespace count as Workers
-- for Platforms and not as Workers. A dispatcher counts as neither: its request is that of the user
-- Worker.
-- grain: account, usage_on, meter, script
-- kind: table
with metered as (
    select
        h.account,
        h.usage_on,
        case
            when not h.is_object and (h.dispatch_namespace is not null or p.script is not null)
                then null
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
    left join logs.dispatchers as p on p.account = h.account and p.script = h.script
    where coalesce(h.entrypoint, '') = '' or c.class is not null
)
select account, usage_on, meter, script, sum(events)::hugeint as events
from metered
where meter is not null
group by account, usage_on, meter, script
