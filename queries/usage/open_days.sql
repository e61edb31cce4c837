-- Days that may hold more usage than is counted: suspect days and missing days.
-- grain: account, period_id, meter, usage_on
-- partition: account, period_id
-- column high: Most that the day may hold beyond what is counted [unit of the meter]
select account, period_id, meter, usage_on, max(high)::hugeint as high
from (
    select account, period_id, meter, usage_on, high from usage.lost_days
    union all
    select account, period_id, meter, usage_on, high from usage.missing_days
)
group by account, period_id, meter, usage_on
