-- Days of a billing period on which a SKU costs nothing, although it costs something on other days
-- of the period.
-- grain: account, period_id, sku, from_on
-- partition: account, period_id
select account, period_id, sku, from_on, to_on
from rating.price_segments
qualify price_usd = 0 and max(price_usd) over (partition by account, period_id, sku) > 0
