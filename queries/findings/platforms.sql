-- Use of Workers for Platforms that only logs show and no prediction includes. Requests of user
-- Workers are counted by logs; CPU time is not, because logs give it in whole milliseconds.
-- grain: account, period_id
select
    t.account,
    t.period_id,
    0::decimal(38, 2) as usd,
    printf(
        'Workers for Platforms is %s: %s%s ms of CPU time%s are in no prediction.',
        if(r.sku is null, 'not metered yet', 'counted by logs alone'),
        if(r.sku is null, plain_digits(requests::decimal(38, 0)) || ' request(s) and ', ''),
        plain_digits((cpu_us // 1000)::decimal(38, 0)),
        coalesce(
            ' of the dispatch namespace(s) ' || array_to_string(dispatch_namespaces, ', '),
            ' of dispatchers'
        )
    ) as says
from usage.platform_totals as t
left join usage.sku_sources as r
    on r.account = t.account and r.period_id = t.period_id
    and r.sku = 'workers_for_platforms.requests'
anti join usage.sku_sources as c
    on c.account = t.account and c.period_id = t.period_id
    and c.sku = 'workers_for_platforms.cpu_ms'
