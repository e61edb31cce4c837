-- The bar chart of a statement's days: a bar is a day, and its parts are series of tenants. Parts
-- begin and end at thousandths of the height; amounts below zero hang from `zero_permille`.
-- `tenant` is null for the series that holds several tenants.
-- grain: account, period_id, usage_on, series
-- column most_usd: Sum of the day with most dollars, of those above zero [USD]
-- column tenant: Tenant of the series; null where the series holds several
-- column tenants: Tenants of the series [count]
-- column usd: Dollars of the series on the day [USD]
with days as (
    select
        account, period_id, series, usage_on, usd,
        greatest(usd_to_cents(usd), 0) as above,
        least(usd_to_cents(usd), 0) as below
    from report.chargeback_series_days
),
stacked as (
    select
        *,
        sum(above) over so_far as above_to,
        sum(below) over so_far as below_to,
        sum(above) over same_day as day_above,
        sum(below) over same_day as day_below
    from days
    window
        so_far as (partition by account, period_id, usage_on order by series),
        same_day as (partition by account, period_id, usage_on)
),
scaled as (
    select
        *,
        case when usd < 0 then below_to else above_to - above end as bar_from,
        case when usd < 0 then below_to - below else above_to end as bar_to,
        max(day_above) over same_period as most,
        min(day_below) over same_period as least,
        greatest(max(day_above) over same_period - min(day_below) over same_period, 1) as span
    from stacked
    window same_period as (partition by account, period_id)
),
names as (
    select account, period_id, series, count(*) as tenants,
        case when count(*) = 1 then any_value(tenant) end as tenant
    from report.chargeback_tenants
    group by account, period_id, series
)
select
    s.account,
    s.period_id,
    s.usage_on,
    s.series,
    n.tenant,
    n.tenants,
    s.usd,
    cents_to_usd(s.day_above + s.day_below)::decimal(38, 2) as day_usd,
    cents_to_usd(s.most)::decimal(38, 2) as most_usd,
    half_up_div((s.bar_from - s.least) * 1000, s.span)::integer as from_permille,
    half_up_div((s.bar_to - s.least) * 1000, s.span)::integer as to_permille,
    half_up_div(-s.least * 1000, s.span)::integer as zero_permille
from scaled as s
join names as n using (account, period_id, series)
