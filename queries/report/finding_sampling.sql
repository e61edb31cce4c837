-- Charges that sampling leaves open, or does not: the low and the high end of their usage, rated.
-- grain: account, period_id, sku
select
    i.account,
    i.period_id,
    i.sku,
    (i.high_usd - i.low_usd)::decimal(38, 2) as usd,
    case
        when i.low_usd = i.high_usd then printf(
            '%s was sampled: $%s for sure, at either end of the interval.', k.name,
            i.low_usd::varchar
        )
        else printf(
            '%s was sampled: $%s or $%s depending on sampling, the estimate gives $%s.', k.name,
            i.low_usd::varchar, i.high_usd::varchar, c.amount_usd::varchar
        )
    end as says
from rating.charge_intervals as i
join params.selection using (scenario)
join rating.charges as c using (account, period_id, scenario, sku)
join ref.skus as k using (sku)
anti join report.finding_log_bands as l
    on l.account = i.account and l.period_id = i.period_id and l.sku = i.sku
