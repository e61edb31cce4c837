-- title: Cost per thousand requests, by route script
-- What a thousand requests to each Worker cost: its own requests and CPU time, and the Durable
-- Objects that it defines (invoiced, else predicted).
-- theme: Workers and logs
-- meters: workers.requests
-- empty: No Worker had a request in this period.
with requests as (
    select r.script, sum(m.total)::hugeint as requests
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period and m.meter = 'workers.requests'
    group by r.script
),
amounts as (
    select
        coalesce(r.script, a.script) as script,
        sum(a.usd) filter (where a.sku like 'workers.%')::decimal(38, 2) as worker_usd,
        sum(a.usd) filter (where a.sku like 'durable_objects.%')::decimal(38, 2) as objects_usd
    from report.resource_amounts as a
    left join usage.resources as r using (resource_key)
    where a.account = $account and a.period_id = $period
        and (a.sku like 'workers.%' or a.sku like 'durable_objects.%')
    group by all
)
select
    q.script,
    q.requests,
    coalesce(a.worker_usd, 0.00) as worker_usd,
    coalesce(a.objects_usd, 0.00) as objects_usd,
    case when q.requests > 0 then ratio_9(
        usd_to_cents(coalesce(a.worker_usd, 0) + coalesce(a.objects_usd, 0)) * 1000,
        q.requests * 100
    ) end as per_thousand_usd
from requests as q
left join amounts as a on a.script is not distinct from q.script
order by per_thousand_usd desc nulls last, q.script
