-- The account's usage on a day by the answers that give its total, and by those that split it. The
-- total is billed; where the two differ the split only divides it.
-- grain: account, meter, usage_on
-- kind: table
select
    r.account,
    r.meter,
    r.usage_on,
    coalesce(sum(r.total) filter (where d.is_total), 0)::hugeint as total,
    coalesce(sum(r.total) filter (where d.is_split), 0)::hugeint as split
from usage.readings as r
join usage.capture_days as d on d.capture_id = r.capture_id and d.usage_on = r.usage_on
group by r.account, r.meter, r.usage_on
