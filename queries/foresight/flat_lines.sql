-- The flat charges on the statement of the forecast period, which are those of the next period.
-- grain: account, period_id, sku
-- kind: table
-- empty without: params.as_of
select p.account, p.period_id, f.sku, f.quantity, f.price_usd, f.amount_usd
from foresight.periods as p
cross join params.selection as t
join rating.flat_charges as f
    on f.account = p.account and f.charged_on = p.ends_on and f.scenario = t.scenario
