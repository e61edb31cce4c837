-- SKU quantities that an estimate states, or that its workload gives, in billionths of the SKU's
-- unit.
-- grain: account, sku
with given as (
    select account, sku, quantity_billionths from staging.given_quantities
    union all
    select account, sku, quantity_billionths from usage.workload_quantities
)
select account, sku, sum(quantity_billionths)::hugeint as quantity_billionths
from given
group by account, sku
