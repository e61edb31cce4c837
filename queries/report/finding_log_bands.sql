-- Charges that rest on logs alone, and what the low and the high end of their usage would cost.
-- grain: account, period_id, sku
with logged as (
    select distinct s.account, s.period_id, k.sku
    from usage.meter_sources as s
    join ref.sku_meters as k using (meter)
    where s.source = 'logs'
)
select
    i.account,
    i.period_id,
    i.sku,
    (i.high_usd - i.low_usd)::decimal(38, 2) as usd,
    case
        when i.low_usd = i.high_usd then printf(
            '%s is counted by logs alone: $%s at either end of their band.', k.name,
            i.low_usd::varchar
        )
        else printf(
            '%s is counted by logs alone: $%s to $%s by their band, $%s in between.', k.name,
            i.low_usd::varchar, i.high_usd::varchar, c.amount_usd::varchar
        )
    end as says
from rating.charge_intervals as i
join params.selection using (scenario)
join rating.charges as c using (account, period_id, scenario, sku)
join ref.skus as k using (sku)
join logged as l on l.account = i.account and l.period_id = i.period_id and l.sku = i.sku
