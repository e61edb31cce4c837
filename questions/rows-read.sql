-- title: Rows read per request
-- How many rows of SQLite storage a class of Durable Objects reads for each request, RPC
-- call, alarm and WebSocket message, and what the rows cost (invoiced, else predicted).
-- theme: Durable Objects
-- meters: durable_objects.rows_read, durable_objects.http_requests
-- meters: durable_objects.inbound_messages
-- unknown: rows_per_request; A class without a request, or whose rows nothing counts, has no ratio.
-- empty: No Durable Object was used in this period.
with classes as (
    select
        r.script,
        coalesce(r.class, r.namespace_name, r.namespace_id) as class,
        sum(m.total) filter (where m.meter = 'durable_objects.rows_read') as rows_read,
        sum(m.total) filter (where m.meter <> 'durable_objects.rows_read') as requests
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period
        and (
            m.meter = 'durable_objects.rows_read'
            or m.meter in (select meter from ref.sku_meters where sku = 'durable_objects.requests')
        )
    group by all
),
amounts as (
    select
        r.script,
        coalesce(r.class, r.namespace_name, r.namespace_id) as class,
        sum(a.usd)::decimal(38, 2) as usd
    from report.resource_amounts as a
    join usage.resources as r using (resource_key)
    where a.account = $account and a.period_id = $period and a.sku = 'durable_objects.rows_read'
    group by all
),
known as (
    select
        bool_or(meter = 'durable_objects.rows_read') as has_rows,
        count(*) filter (where meter in (
            'durable_objects.http_requests', 'durable_objects.inbound_messages'
        )) = 2 as has_requests
    from usage.meter_sources
    where account = $account and period_id = $period
)
select
    c.script,
    c.class,
    if(k.has_requests, coalesce(c.requests, 0), null)::hugeint as requests,
    if(k.has_rows, coalesce(c.rows_read, 0), null)::hugeint as rows_read,
    case when c.requests > 0 and k.has_rows and k.has_requests
        then ratio_9(coalesce(c.rows_read, 0), c.requests)
    end as rows_per_request,
    a.usd as rows_usd
from classes as c
cross join known as k
left join amounts as a
    on a.script is not distinct from c.script and a.class is not distinct from c.class
order by rows_per_request desc nulls last, c.script, c.class
