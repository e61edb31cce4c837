-- The sum of all tenants' weights on a SKU in a billing period.
-- grain: account, period_id, sku
-- kind: table
-- partition: account, period_id
select account, period_id, sku, sum(weight)::hugeint as weights
from allocation.weights
group by account, period_id, sku
