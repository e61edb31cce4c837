-- title: Cost per active object
-- What a Durable Object costs, by class: the dollars of the class (invoiced, else predicted) over
-- its objects that were used in the period.
-- theme: Durable Objects
-- meters: durable_objects.http_requests, durable_objects.active_us
-- empty: No Durable Object was used in this period.
with objects as (
    select r.script, coalesce(r.class, r.namespace_name, r.namespace_id) as class, r.resource_key
    from usage.resources as r
    where r.account = $account and r.object_id is not null
        and r.resource_key in (
            select m.resource_key
            from usage.meters as m
            where m.account = $account and m.period_id = $period
                and m.meter in (
                    'durable_objects.http_requests', 'durable_objects.alarm_requests',
                    'durable_objects.hibernation_messages', 'durable_objects.unknown_requests',
                    'durable_objects.inbound_messages', 'durable_objects.active_us'
                )
        )
),
amounts as (
    select a.resource_key, sum(a.usd) as usd
    from report.resource_amounts as a
    where a.account = $account and a.period_id = $period and a.sku like 'durable_objects.%'
    group by a.resource_key
)
select
    o.script,
    o.class,
    count(*) as active_objects,
    coalesce(sum(a.usd), 0)::decimal(38, 2) as total_usd,
    ratio_9(usd_to_cents(coalesce(sum(a.usd), 0)), count(*) * 100) as per_object_usd,
    max(a.usd) as most_expensive_object_usd
from objects as o
left join amounts as a using (resource_key)
group by o.script, o.class
order by total_usd desc, o.script, o.class
