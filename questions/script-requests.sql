-- title: Cost per thousand requests, by route script
-- What a thousand requests to each Worker cost: its own requests and CPU time, and the Durable
-- Objects that it defines (invoiced, else predicted).
-- theme: Workers and logs
-- meters: workers.requests, all
-- unknown: per_thousand_usd; Dollars are not known where nothing counts, or prices, a part of them.
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
),
gaps as (
    select
        count(*) filter (where sku like 'workers.%') > 0 as lacks_worker,
        count(*) filter (where sku like 'durable_objects.%') > 0 as lacks_objects
    from reconcile.lines
    where account = $account and period_id = $period
        and (status = 'missing' or status = 'unpriced' and invoiced_usd is null)
),
dollars as (
    select
        q.script,
        q.requests,
        if(g.lacks_worker, null, coalesce(a.worker_usd, 0.00)) as worker_usd,
        if(g.lacks_objects, null, coalesce(a.objects_usd, 0.00)) as objects_usd
    from requests as q
    cross join gaps as g
    left join amounts as a on a.script is not distinct from q.script
)
select
    *,
    case when requests > 0
        then ratio_9(usd_to_cents(worker_usd + objects_usd) * 1000, requests * 100)
    end as per_thousand_usd
from dollars
order by per_thousand_usd desc nulls last, script
