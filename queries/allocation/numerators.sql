-- How much one unit of a meter adds to the numerator of a SKU under the chosen scenario.
-- grain: account, period_id, sku, meter
-- kind: table
-- column meter: Meter that may count for the SKU, as product.meter
-- column numerator: What one unit of the meter adds to the numerator of the SKU; 0 where a switch
-- column numerator: leaves it out [count]
select n.account, n.period_id, n.sku, n.meter, n.numerator
from rating.numerators as n
join params.selection using (scenario)
