-- How close an account on a free plan comes to each daily limit in a billing period: the busiest
-- day, the share of the limit that it uses, the number of days over the limit and the first of
-- them. A day counts whole, also where two periods share it. Past a limit operations fail until
-- 00:00 UTC.
-- grain: account, period_id, scenario, sku
-- see: https://developers.cloudflare.com/workers/platform/limits/
with free as (
    select a.account
    from params.accounts as a
    join ref.plans as l on l.plan = a.plan and not l.is_paid
),
days as (
    select
        q.account,
        q.period_id,
        q.scenario,
        q.sku,
        q.usage_on,
        q.denominator,
        l.limit_numerator,
        l.limit_denominator,
        l.source_url,
        sum(q.numerator) over (partition by q.account, q.scenario, q.sku, q.usage_on)::hugeint
            as numerator
    from rating.day_quantities as q
    join free using (account)
    join ref.free_limits as l on l.sku = q.sku and l.per = 'day'
),
judged as (
    select
        *,
        numerator * limit_denominator as used,
        denominator * limit_numerator as allowed
    from days
)
select
    account,
    period_id,
    scenario,
    sku,
    ratio_9(any_value(limit_numerator), any_value(limit_denominator)) as daily_limit,
    arg_max(usage_on, (numerator, -date_diff('day', date '2000-01-01', usage_on))) as busiest_on,
    ratio_9(max(numerator), any_value(denominator)) as busiest_quantity,
    ratio_9(max(used) * 100, any_value(allowed)) as used_percent,
    count(*) filter (where used > allowed) as days_over,
    min(usage_on) filter (where used > allowed) as first_over_on,
    any_value(source_url) as source_url
from judged
group by account, period_id, scenario, sku
