-- How close an account on a free plan comes to each daily limit: the busiest day, the share of the
-- limit that it uses, the number of days over the limit, and the first of them.
-- grain: account, period_id, sku
-- see: https://developers.cloudflare.com/workers/platform/limits/
select l.* exclude (scenario)
from rating.free_limits as l
join params.selection using (scenario)
