-- The predicted charges of the chosen scenario, a row per SKU, flat charges included. Tenants share
-- each of these amounts.
-- grain: account, period_id, sku
-- kind: table
-- column amount_usd: Predicted charge; null where usage has no price [USD]
select account, period_id, sku, amount_usd
from rating.charges
join params.selection using (scenario)
union all
select f.account, p.period_id, f.sku, f.amount_usd
from rating.flat_charges as f
join params.selection using (scenario)
join params.periods as p on p.account = f.account and p.ends_on = f.charged_on
