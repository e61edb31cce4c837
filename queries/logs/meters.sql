-- An account's total of a meter on a day by the logs, with its low and high bounds.
-- grain: account, meter, usage_on
-- kind: table
select
    account,
    meter,
    usage_on,
    sum(low)::hugeint as low,
    sum(total)::hugeint as total,
    sum(high)::hugeint as high
from logs.script_meters
group by account, meter, usage_on
union all
select
    account,
    'workers_for_platforms.user_requests',
    usage_on,
    sum(events)::hugeint,
    sum(events)::hugeint,
    sum(events)::hugeint
from logs.user_workers
group by account, usage_on
