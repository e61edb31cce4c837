-- Days of a billing period on which a SKU costs nothing yet, or no more, while it does on others.
-- grain: account, period_id, sku, from_on
select account, period_id, sku, from_on, to_on
from rating.price_segments
qualify price_usd = 0 and max(price_usd) over (partition by account, period_id, sku) > 0
