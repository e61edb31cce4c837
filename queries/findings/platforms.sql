-- Use of Workers for Platforms that only logs show. No prediction includes it.
-- grain: account, period_id
select
    t.account,
    t.period_id,
    0::decimal(38, 2) as usd,
    printf(
        'Workers for Platforms is not metered yet: %s request(s) and %s ms of CPU time%s are in no '
            || 'prediction.',
        plain_digits(requests::decimal(38, 0)),
        plain_digits((cpu_us // 1000)::decimal(38, 0)),
        coalesce(
            ' of the dispatch namespace(s) ' || array_to_string(dispatch_namespaces, ', '),
            ' of dispatchers'
        )
    ) as says
from usage.platform_totals as t
anti join usage.sku_sources as s
    on s.account = t.account and s.period_id = t.period_id
    and s.sku = 'workers_for_platforms.requests'
