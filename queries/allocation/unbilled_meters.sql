-- What tenants used in a billing period in which a SKU costs nothing on some days and something on
-- others, and those days. Few accounts have any.
-- grain: account, period_id, sku, meter, from_on
-- kind: table
-- partition: account, period_id
select n.account, n.period_id, n.sku, n.meter, n.numerator, d.from_on, d.to_on
from rating.unbilled_days as d
join allocation.numerators as n using (account, period_id, sku)
semi join usage.tenant_totals as t
    on t.account = n.account and t.period_id = n.period_id and t.meter = n.meter
