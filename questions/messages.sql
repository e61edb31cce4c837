-- title: Cost per message
-- What a million WebSocket messages cost in each class of Durable Objects: the requests and the
-- active time of the class (invoiced, else predicted) over the messages that came in.
-- theme: Durable Objects
-- meters: durable_objects.hibernation_messages, durable_objects.inbound_messages
-- meters: durable_objects.active_us
-- unknown: per_million_messages_usd; Nothing counts, or prices, a part of the cost.
-- empty: No Durable Object had WebSocket messages in this period.
with classes as (
    select
        r.script,
        coalesce(r.class, r.namespace_name, r.namespace_id) as class,
        sum(m.total)::hugeint as messages
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period and m.meter in (
        'durable_objects.hibernation_messages', 'durable_objects.inbound_messages'
    )
    group by all
),
amounts as (
    select
        r.script,
        coalesce(r.class, r.namespace_name, r.namespace_id) as class,
        sum(a.usd) filter (where a.sku = 'durable_objects.requests') as requests_usd,
        sum(a.usd) filter (where a.sku = 'durable_objects.duration') as duration_usd
    from report.resource_amounts as a
    join usage.resources as r using (resource_key)
    where a.account = $account and a.period_id = $period
    group by all
),
known as (
    select count(*) = 2 as is_whole
    from usage.meter_sources
    where account = $account and period_id = $period and meter in (
        'durable_objects.hibernation_messages', 'durable_objects.inbound_messages'
    )
),
gaps as (
    select count(*) > 0 as lacks_dollars
    from reconcile.lines
    where account = $account and period_id = $period
        and sku in ('durable_objects.requests', 'durable_objects.duration')
        and (status = 'missing' or status = 'unpriced' and invoiced_usd is null)
)
select
    c.script,
    c.class,
    if(k.is_whole, c.messages, null) as messages,
    a.requests_usd::decimal(38, 2) as requests_usd,
    a.duration_usd::decimal(38, 2) as duration_usd,
    case when k.is_whole and not g.lacks_dollars then ratio_9(
        usd_to_cents(coalesce(a.requests_usd, 0) + coalesce(a.duration_usd, 0)) * 1000000,
        c.messages * 100
    ) end as per_million_messages_usd
from classes as c
cross join known as k
cross join gaps as g
left join amounts as a
    on a.script is not distinct from c.script and a.class is not distinct from c.class
where c.messages > 0
order by per_million_messages_usd desc nulls last, c.script, c.class
