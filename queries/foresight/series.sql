-- The SKUs that are forecast: the method, the last known day, how many of the 120 days before it
-- are known, and whether those are enough. With fewer than 14 nothing is forecast.
-- grain: account, period_id, sku
-- kind: table
-- empty without: params.as_of
select
    d.account,
    d.period_id,
    d.sku,
    coalesce(m.method, 'weekday') as method,
    any_value(d.denominator) as denominator,
    max(d.usage_on) as through_on,
    count(*) as known_days,
    coalesce(m.method, 'weekday') = 'held' or count(*) >= 14 as is_forecast
from foresight.sku_days as d
left join foresight.methods as m using (account, period_id, sku)
group by d.account, d.period_id, d.sku, m.method
