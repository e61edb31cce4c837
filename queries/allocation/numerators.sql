-- How much one unit of a meter adds to the numerator of a SKU under the chosen scenario.
-- grain: account, period_id, sku, meter
-- kind: table
select n.account, n.period_id, n.sku, n.meter, n.numerator
from rating.numerators as n
join params.selection using (scenario)
