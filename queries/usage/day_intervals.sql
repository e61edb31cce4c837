-- The bounds of the sampled total of a meter on a billing day, at the confidence that was
-- requested. The distances of the bounds of rows from their totals are added up, which makes the
-- interval too wide rather than too narrow. Rows without bounds are exact.
-- grain: account, period_id, meter, usage_on
-- kind: table
-- partition: account, usage_on
-- empty without: usage.capture_days
-- see: https://developers.cloudflare.com/analytics/graphql-api/features/confidence-intervals/
with distances as (
    select
        b.account,
        b.period_id,
        r.meter,
        r.usage_on,
        sum(r.total - greatest(r.low, 0))::hugeint as below,
        sum(r.high - r.total)::hugeint as above
    from usage.row_intervals as r
    join usage.capture_days as d
        on d.capture_id = r.capture_id and d.meter = r.meter and d.usage_on = r.usage_on
        and d.is_total
    join params.billing_days as b
        on b.account = d.account and b.usage_on = r.usage_on
        and r.observed_at >= b.starts_at and r.observed_at < b.ends_at
    group by b.account, b.period_id, r.meter, r.usage_on
)
select
    account,
    period_id,
    meter,
    usage_on,
    (coalesce(t.total, 0) - d.below)::hugeint as low,
    (coalesce(t.total, 0) + d.above)::hugeint as high
from distances as d
left join usage.day_readings as t using (account, period_id, meter, usage_on)
