-- Meter totals of an estimate for the whole period, stated or calculated from its workload.
-- grain: account, meter
-- kind: table
-- empty without: raw.given_meters, raw.workload_operations, usage.workload_activity
with given as (
    select account, meter, total from staging.given_meters
    union all
    select account, meter, total from usage.workload_meters
)
select account, meter, sum(total)::hugeint as total
from given
group by account, meter
