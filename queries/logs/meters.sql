-- What the logs say of an account's meters on a day, and between what bounds it lies.
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
