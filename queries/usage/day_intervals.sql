-- The bounds of the sampled total of a meter on a billing day, at the confidence that was
-- requested. The bounds of rows are added up, which makes the interval too wide rather than too
-- narrow.
-- grain: account, period_id, meter, usage_on
-- kind: table
-- partition: account, usage_on
-- see: https://developers.cloudflare.com/analytics/graphql-api/features/confidence-intervals/
select
    b.account,
    b.period_id,
    r.meter,
    r.usage_on,
    sum(greatest(r.low, 0))::hugeint as low,
    sum(r.high)::hugeint as high
from usage.row_intervals as r
join usage.capture_days as d
    on d.capture_id = r.capture_id and d.meter = r.meter and d.usage_on = r.usage_on
    and d.is_total
join params.billing_days as b
    on b.account = d.account and b.usage_on = r.usage_on
    and r.observed_at >= b.starts_at and r.observed_at < b.ends_at
group by b.account, b.period_id, r.meter, r.usage_on
