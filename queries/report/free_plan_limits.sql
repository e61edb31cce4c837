-- How near a Workers Free account comes to each daily limit: the busiest day, the share of the
-- limit it uses, and the first day over. Past a limit operations fail until 00:00 UTC; nothing is
-- billed.
-- grain: account, scenario, sku
-- see: https://developers.cloudflare.com/workers/platform/limits/
with days as (
    select
        q.account,
        q.scenario,
        q.sku,
        q.usage_on,
        q.numerator * l.limit_denominator as used,
        q.denominator * l.limit_numerator as allowed,
        q.numerator,
        q.denominator,
        l.limit_numerator,
        l.limit_denominator,
        l.source_url
    from rating.day_quantities as q
    join ref.free_limits as l on l.sku = q.sku and l.per = 'day'
    join params.accounts as a on a.account = q.account and a.plan = 'workers_free'
)
select
    account,
    scenario,
    sku,
    ratio_9(any_value(limit_numerator), any_value(limit_denominator)) as daily_limit,
    arg_max(usage_on, (numerator, -date_diff('day', date '2000-01-01', usage_on))) as busiest_on,
    ratio_9(max(numerator), any_value(denominator)) as busiest_quantity,
    ratio_9(max(used) * 100, any_value(allowed)) as used_percent,
    min(case when used > allowed then usage_on end) as first_over_on,
    any_value(source_url) as source_url
from days
group by account, scenario, sku
