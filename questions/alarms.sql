-- title: Requests per object per day, beside alarms
-- How busy an object of each class is on a day on which it is used, and how many of what wakes it
-- are alarms that it set itself. Messages are those of WebSockets.
-- theme: Durable Objects
-- meters: durable_objects.http_requests, durable_objects.alarm_requests
-- meters: durable_objects.inbound_messages
-- empty: No Durable Object was used in this period.
with days as (
    select
        r.script,
        coalesce(r.class, r.namespace_name, r.namespace_id) as class,
        count(distinct (m.resource_key, m.usage_on)) as object_days,
        coalesce(sum(m.total) filter (where m.meter in (
            'durable_objects.http_requests', 'durable_objects.rpc_requests',
            'durable_objects.unknown_requests'
        )), 0) as requests,
        coalesce(sum(m.total) filter (where m.meter in (
            'durable_objects.hibernation_messages', 'durable_objects.inbound_messages'
        )), 0) as messages,
        coalesce(sum(m.total) filter (where m.meter = 'durable_objects.alarm_requests'), 0)
            as alarms
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period and r.object_id is not null
        and m.meter in (select meter from ref.sku_meters where sku = 'durable_objects.requests')
    group by all
),
known as (
    select
        bool_or(meter = 'durable_objects.http_requests') as has_requests,
        bool_or(meter = 'durable_objects.inbound_messages') as has_messages
    from usage.meter_sources
    where account = $account and period_id = $period
)
select
    script,
    class,
    object_days,
    if(has_requests, ratio_9(requests, object_days), null) as requests_per_object_day,
    if(has_requests and has_messages, ratio_9(messages, object_days), null)
        as messages_per_object_day,
    if(has_requests, ratio_9(alarms, object_days), null) as alarms_per_object_day
from days
cross join known
order by alarms_per_object_day desc nulls last, requests_per_object_day desc, script, class
