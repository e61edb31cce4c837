-- title: Hibernation audit
-- Durable Object classes with WebSockets: for how much of its days an object was active, how many
-- sockets it held, how many messages found it awake or hibernating, and what the active time costs.
-- An object that is active for most of its day beside open sockets does not hibernate.
-- theme: Durable Objects
-- meters: durable_objects.active_us, durable_objects.hibernation_messages
-- meters: durable_objects.inbound_messages
-- unknown: open_sockets; Open sockets are known only of objects active for long.
-- empty: No Durable Object had WebSocket messages in this period.
with objects as (
    select
        r.script,
        coalesce(r.class, r.namespace_name, r.namespace_id) as class,
        m.resource_key,
        sum(m.total) filter (where m.meter = 'durable_objects.active_us') as active_us,
        count(distinct m.usage_on) filter (where m.meter = 'durable_objects.active_us') as days,
        sum(m.total) filter (where m.meter = 'durable_objects.inbound_messages') as awake,
        sum(m.total) filter (where m.meter = 'durable_objects.hibernation_messages') as asleep
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period and m.meter in (
        'durable_objects.active_us', 'durable_objects.inbound_messages',
        'durable_objects.hibernation_messages'
    )
    group by all
),
sockets as (
    select resource_key, max(open_sockets) as open_sockets
    from usage.object_days
    where account = $account and period_id = $period
    group by resource_key
),
amounts as (
    select resource_key, sum(usd) as usd
    from report.resource_amounts
    where account = $account and period_id = $period and sku = 'durable_objects.duration'
    group by resource_key
),
known as (
    select
        bool_or(meter = 'durable_objects.inbound_messages') as has_awake,
        bool_or(meter = 'durable_objects.hibernation_messages') as has_asleep
    from usage.meter_sources
    where account = $account and period_id = $period
)
select
    o.script,
    o.class,
    count(*) as objects,
    case when sum(o.days) > 0
        then ratio_9(sum(o.active_us) * 100, sum(o.days) * 86400000000)
    end as active_percent_of_days,
    max(s.open_sockets) as open_sockets,
    coalesce(sum(o.awake), if(bool_or(k.has_awake), 0, null))::hugeint as awake_messages,
    coalesce(sum(o.asleep), if(bool_or(k.has_asleep), 0, null))::hugeint as asleep_messages,
    sum(a.usd)::decimal(38, 2) as duration_usd
from objects as o
cross join known as k
left join sockets as s using (resource_key)
left join amounts as a using (resource_key)
group by o.script, o.class
having sum(o.awake) > 0 or sum(o.asleep) > 0
order by duration_usd desc nulls last, o.script, o.class
