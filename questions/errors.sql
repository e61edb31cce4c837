-- title: Error share by script, with its dollars
-- How many invocations of each Worker failed, and the part of its dollars (invoiced, else
-- predicted) that they stand for: a request that fails in the Worker is billed as any other.
-- theme: Workers and logs
-- meters: workers.requests, workers.cpu_us
-- unknown: worker_usd; Dollars are not known where nothing counts, or prices, a part of them.
-- unknown: errors; No answer of this period says how many invocations failed.
-- empty: No Worker had a request in this period.
with scripts as (
    select
        r.script,
        sum(f.total) filter (where f.figure = 'workers.requests') as requests,
        sum(f.total) filter (where f.figure = 'workers.errors') as errors
    from usage.figure_days as f
    join usage.resources as r using (resource_key)
    where f.account = $account and f.period_id = $period
        and f.figure in ('workers.requests', 'workers.errors')
    group by r.script
),
amounts as (
    select coalesce(r.script, a.script) as script, sum(a.usd) as usd
    from report.resource_amounts as a
    left join usage.resources as r using (resource_key)
    where a.account = $account and a.period_id = $period and a.sku like 'workers.%'
    group by all
),
told as (
    select s.*, coalesce(s.errors, if(count(s.errors) over () > 0, 0, null)) as failed
    from scripts as s
),
gaps as (
    select count(*) > 0 as lacks_worker
    from reconcile.lines
    where account = $account and period_id = $period and sku like 'workers.%'
        and (status = 'missing' or status = 'unpriced' and invoiced_usd is null)
),
dollars as (
    select t.*, if(g.lacks_worker, null, coalesce(a.usd, 0)) as usd
    from told as t
    cross join gaps as g
    left join amounts as a on a.script is not distinct from t.script
)
select
    t.script,
    coalesce(t.requests, 0)::hugeint as requests,
    t.failed::hugeint as errors,
    case when t.requests > 0 then ratio_9(t.failed * 100, t.requests) end as error_percent,
    t.usd::decimal(38, 2) as worker_usd,
    case when t.requests > 0
        then ratio_9(usd_to_cents(t.usd) * t.failed, t.requests::hugeint * 100)
    end as errors_usd
from dollars as t
order by errors_usd desc nulls last, t.script
