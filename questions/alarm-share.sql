-- title: Alarms share, by class
-- Which part of all that wakes the objects of a class are alarms, on how many days, and what the
-- active time of the class costs (invoiced, else predicted).
-- theme: Durable Objects
-- meters: durable_objects.alarm_requests, durable_objects.inbound_messages
-- empty: No Durable Object was woken by an alarm in this period.
with classes as (
    select
        r.script,
        coalesce(r.class, r.namespace_name, r.namespace_id) as class,
        sum(m.total) filter (where m.meter = 'durable_objects.alarm_requests') as alarms,
        count(distinct m.usage_on) filter (where m.meter = 'durable_objects.alarm_requests')
            as alarm_days,
        sum(m.total) as events
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period
        and m.meter in (select meter from ref.sku_meters where sku = 'durable_objects.requests')
    group by all
),
amounts as (
    select
        r.script,
        coalesce(r.class, r.namespace_name, r.namespace_id) as class,
        sum(a.usd)::decimal(38, 2) as usd
    from report.resource_amounts as a
    join usage.resources as r using (resource_key)
    where a.account = $account and a.period_id = $period and a.sku = 'durable_objects.duration'
    group by all
),
known as (
    select count(*) > 0 as has_messages
    from usage.meter_sources
    where account = $account and period_id = $period and meter = 'durable_objects.inbound_messages'
)
select
    c.script,
    c.class,
    c.alarms::hugeint as alarms,
    if(k.has_messages, c.events, null)::hugeint as events,
    if(k.has_messages, ratio_9(c.alarms * 100, c.events), null) as alarm_percent,
    c.alarm_days,
    a.usd as duration_usd
from classes as c
cross join known as k
left join amounts as a
    on a.script is not distinct from c.script and a.class is not distinct from c.class
where c.alarms > 0
order by alarm_percent desc nulls last, c.script, c.class
