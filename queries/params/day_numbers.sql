-- A number for each day of a billing period (params.billing_days). Many rows are grouped by it and
-- not by account, period and day: names of accounts are long, and each group would hold a copy.
-- A number means nothing outside of one query, because new periods change it.
-- grain: account, period_id, usage_on
select
    account,
    period_id,
    usage_on,
    starts_at,
    ends_at,
    row_number() over (order by account, period_id, usage_on) as day_number
from params.billing_days
