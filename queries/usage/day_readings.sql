-- The account's usage on a billing day, as one sum over the answers that give its total and one
-- over those that split it. The total is billed. Where the two differ, the split only divides the
-- total.
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
