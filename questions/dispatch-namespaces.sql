-- title: Workers for Platforms requests by dispatch namespace
-- Requests and CPU time of user Workers, and how many of these Workers there were, in each dispatch
-- namespace, with the dollars of both (invoiced, else predicted).
-- theme: Workers and logs
-- meters: workers.requests
-- empty: The account has no dispatch namespace with requests in this period.
with used as (
    select
        r.resource_id as dispatch_namespace,
        count(distinct r.script) as user_workers,
        sum(m.total) filter (where m.meter = 'workers_for_platforms.user_requests') as requests,
        sum(m.total) filter (where m.meter = 'workers_for_platforms.user_cpu_us') as cpu_us
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.account = $account and m.period_id = $period and r.kind = 'dispatch_namespace'
        and m.meter in (
            'workers_for_platforms.user_requests', 'workers_for_platforms.user_cpu_us'
        )
    group by r.resource_id
),
amounts as (
    select r.resource_id as dispatch_namespace, sum(a.usd)::decimal(38, 2) as usd
    from report.resource_amounts as a
    join usage.resources as r using (resource_key)
    where a.account = $account and a.period_id = $period and r.kind = 'dispatch_namespace'
        and a.sku in ('workers_for_platforms.requests', 'workers_for_platforms.cpu_ms')
    group by r.resource_id
)
select
    u.dispatch_namespace,
    u.user_workers,
    coalesce(u.requests, 0)::hugeint as requests,
    ratio_9(coalesce(u.cpu_us, 0), 1000) as cpu_ms,
    a.usd
from used as u
left join amounts as a using (dispatch_namespace)
order by requests desc, u.dispatch_namespace
