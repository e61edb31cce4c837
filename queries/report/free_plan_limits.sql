-- How near an account on a free plan comes to each daily limit: the busiest day, the share of the
-- limit it uses, on how many days it was passed, and the first of them.
-- grain: account, period_id, sku
-- see: https://developers.cloudflare.com/workers/platform/limits/
select l.* exclude (scenario)
from rating.free_limits as l
join params.selection using (scenario)
