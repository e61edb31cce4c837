-- title: What previews cost
-- The resources of preview deployments (by environment or by a name such as web-pr-12), on how many
-- days each was used, and its dollars in the period (invoiced, else predicted).
-- theme: Workers and logs
-- meters: workers.requests
-- empty: No Worker of a preview was used in this period.
with previews as (
    select distinct resource_key
    from findings.signature_resources
    where account = $account and period_id = $period and signature = 'previews'
),
used as (
    select
        m.resource_key,
        count(distinct m.usage_on) as days,
        coalesce(sum(m.total) filter (where m.meter = 'workers.requests'), 0)::hugeint as requests
    from usage.meters as m
    semi join previews using (resource_key)
    where m.account = $account and m.period_id = $period
    group by m.resource_key
),
amounts as (
    select resource_key, sum(usd)::decimal(38, 2) as usd
    from report.resource_amounts
    where account = $account and period_id = $period
    group by resource_key
)
select
    coalesce(r.script, r.resource_name, r.resource_id) as preview,
    coalesce(r.class, r.kind, 'script') as kind,
    u.days,
    u.requests,
    a.usd
from used as u
left join usage.resources as r using (resource_key)
left join amounts as a using (resource_key)
order by a.usd desc nulls last, preview, kind
