-- title: Object use without Worker requests
-- Days on which Durable Objects were used and the Worker that defines them had no request: they
-- were woken by alarms, by another Worker or by open sockets.
-- theme: Durable Objects
-- meters: durable_objects.active_us, durable_objects.http_requests
-- meters: durable_objects.inbound_messages, workers.requests
-- empty: No Durable Object was used on a day without a request to its Worker.
with used as (
    select
        r.script,
        m.usage_on,
        coalesce(r.class, r.namespace_name, r.namespace_id) as class,
        sum(m.total) filter (where m.meter = 'durable_objects.active_us') as active_us,
        sum(m.total) filter (where m.meter = 'durable_objects.alarm_requests') as alarms,
        sum(m.total) filter (where m.meter in (
            select meter from ref.sku_meters where sku = 'durable_objects.requests'
        )) as events
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period and r.script is not null
        and m.meter like 'durable_objects.%'
    group by all
),
asked as (
    select distinct r.script, m.usage_on
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period and m.meter = 'workers.requests'
),
known as (
    select distinct usage_on
    from usage.day_totals
    where account = $account and period_id = $period and meter = 'workers.requests'
),
metered as (
    select
        count(*) filter (where meter in (
            'durable_objects.http_requests', 'durable_objects.inbound_messages'
        )) = 2 as has_events,
        bool_or(meter = 'durable_objects.alarm_requests') as has_alarms,
        bool_or(meter = 'durable_objects.active_us') as has_active
    from usage.meter_sources
    where account = $account and period_id = $period
)
select
    u.script,
    u.class,
    count(*) as days,
    min(u.usage_on) as first_on,
    max(u.usage_on) as last_on,
    if(any_value(k.has_events), coalesce(sum(u.events), 0), null)::hugeint as events,
    if(any_value(k.has_alarms), coalesce(sum(u.alarms), 0), null)::hugeint as alarms,
    if(any_value(k.has_active), ratio_9(coalesce(sum(u.active_us), 0), 3600000000), null)
        as active_hours
from used as u
cross join metered as k
semi join known as d on d.usage_on = u.usage_on
anti join asked as a on a.script = u.script and a.usage_on = u.usage_on
where u.events > 0 or u.active_us > 0
group by u.script, u.class
order by active_hours desc nulls last, u.script, u.class
