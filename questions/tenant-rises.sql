-- title: Tenants with the steepest rise
-- Each tenant's dollars of the last days of the period beside those of as many days before. The
-- dollars of a line (invoiced, else predicted) are divided among the days by the usage of each.
-- theme: Tenants
-- meters: all
-- parameter: days = 7; so many days are compared with as many before
-- unknown: rise_percent; A tenant without dollars before has no percentage.
-- empty: No usage of this period was metered, so there are no days to compare.
with used as (
    select max(usage_on) as last_on
    from usage.day_totals
    where account = $account and period_id = $period and total > 0
),
spans as (
    select
        d.tenant,
        d.usd,
        d.usage_on > u.last_on - $days::integer as is_last
    from report.chargeback_tenant_days as d
    cross join used as u
    where d.account = $account and d.period_id = $period
        and d.usage_on <= u.last_on and d.usage_on > u.last_on - 2 * $days::integer
),
sums as (
    select
        tenant,
        coalesce(sum(usd) filter (where not is_last), 0)::decimal(38, 2) as before_usd,
        coalesce(sum(usd) filter (where is_last), 0)::decimal(38, 2) as last_usd
    from spans
    group by tenant
)
select
    tenant,
    before_usd,
    last_usd,
    (last_usd - before_usd)::decimal(38, 2) as rise_usd,
    case when before_usd > 0
        then ratio_9(usd_to_cents(last_usd - before_usd) * 100, usd_to_cents(before_usd))
    end as rise_percent
from sums
order by rise_percent desc nulls first, rise_usd desc, tenant
