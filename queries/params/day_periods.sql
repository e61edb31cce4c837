-- The billing period in which each day begins: where usage counts that is known by day alone.
-- grain: account, usage_on, period_id
-- partition: account, usage_on
select account, usage_on, period_id
from params.billing_days
where starts_at = usage_on::timestamp
