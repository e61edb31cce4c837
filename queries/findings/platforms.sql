-- Use of Workers for Platforms that only logs show, so that no prediction includes it. Logs count
-- the requests of user Workers, but not CPU time, which they give in whole milliseconds. A request
-- that passes from a dispatcher to a user Worker is billed once, but only analytics say which
-- Worker dispatches.
-- grain: account, period_id
select
    t.account,
    t.period_id,
    0::decimal(38, 2) as usd,
    concat_ws(' ', printf(
        'Workers for Platforms is %s: %s%s ms of CPU time%s are in no prediction.',
        if(r.sku is null, 'not metered yet', 'counted by logs alone'),
        if(r.sku is null, plain_digits(requests::decimal(38, 0)) || ' request(s) and ', ''),
        plain_digits((cpu_us // 1000)::decimal(38, 0)),
        coalesce(
            ' of the dispatch namespace(s) ' || array_to_string(dispatch_namespaces, ', '),
            ' of dispatchers'
        )
    ), case when w.meter is not null and d.account is null then printf(
        'The same %s request(s) may stand under Workers requests too: the log of a dispatcher is '
        || 'that of a Worker. Analytics of one day name the dispatcher: run flaretally pull.',
        grouped_digits(requests)
    ) end) as says
from usage.platform_totals as t
left join usage.sku_sources as r
    on r.account = t.account and r.period_id = t.period_id
    and r.sku = 'workers_for_platforms.requests'
left join usage.meter_sources as w
    on w.account = t.account and w.period_id = t.period_id and w.source = 'logs'
    and w.meter = 'workers.requests'
left join (select distinct account from logs.dispatchers) as d on d.account = t.account
anti join usage.sku_sources as c
    on c.account = t.account and c.period_id = t.period_id
    and c.sku = 'workers_for_platforms.cpu_ms'
