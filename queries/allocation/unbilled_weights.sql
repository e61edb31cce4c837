-- A tenant's weight on a SKU from days on which the SKU costs nothing, while it does on others of
-- the period.
-- grain: account, period_id, sku, tenant
-- kind: table
-- partition: account, period_id
-- empty without: allocation.unbilled_meters
select m.account, m.period_id, n.sku, m.tenant, sum(m.total * n.numerator)::hugeint as weight
from allocation.unbilled_meters as n
join usage.owned_meters as m
    on m.account = n.account and m.period_id = n.period_id and m.meter = n.meter
    and m.usage_on >= n.from_on and m.usage_on < n.to_on
group by m.account, m.period_id, n.sku, m.tenant
