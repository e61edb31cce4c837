-- How close an estimate on a free plan comes to each daily limit.
-- grain: account, scenario, sku
select l.* exclude (period_id)
from rating.free_limits as l
where l.account in (select account from params.estimates)
