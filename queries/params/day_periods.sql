-- The billing period in which each day begins. Usage that is known only by day counts in that
-- period.
-- grain: account, usage_on, period_id
-- partition: account, usage_on
select account, usage_on, period_id
from params.billing_days
where starts_at = usage_on::timestamp
