-- SKUs that the account's analytics should give and do not: at least one of their meters is not
-- known on any day of a period that has begun.
-- grain: account, period_id, sku
-- column meters: Meters of the SKU that no day of the period is known of, as a list
select
    e.account,
    p.period_id,
    k.sku,
    list(e.meter order by e.meter) as meters
from usage.expected_meters as e
join params.periods as p on p.account = e.account
join ref.sku_meters as k using (meter)
anti join usage.meter_sources as m
    on m.account = e.account and m.period_id = p.period_id and m.meter = e.meter
anti join usage.sku_sources as s
    on s.account = e.account and s.period_id = p.period_id and s.sku = k.sku
    and s.source <> 'feed_to_date'
group by e.account, p.period_id, k.sku
