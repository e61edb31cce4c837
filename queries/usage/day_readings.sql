-- The account's usage on a billing day by the answers that give its total, and by those that split
-- it. The total is billed; where the two differ the split only divides it.
-- grain: account, period_id, meter, usage_on
-- kind: table
-- partition: account, usage_on
select
    account,
    period_id,
    meter,
    usage_on,
    sum(total)::hugeint as total,
    sum(split)::hugeint as split
from usage.resource_days
group by account, period_id, meter, usage_on
