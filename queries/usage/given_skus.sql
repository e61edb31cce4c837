-- SKU quantities that an estimate states, in billionths of the SKU's unit.
-- grain: account, sku
select account, sku, quantity_billionths
from staging.given_quantities
