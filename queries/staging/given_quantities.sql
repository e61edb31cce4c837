-- SKU quantities that an estimate states, in billionths of the SKU's unit so that they are whole
-- numbers.
-- grain: account, sku
select
    account,
    sku,
    (quantity::decimal(29, 9)::decimal(38, 9) * 1000000000)::hugeint as quantity_billionths
from raw.given_quantities
