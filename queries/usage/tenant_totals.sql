-- Each tenant's part of a meter in a billing period.
-- grain: account, period_id, meter, tenant
-- kind: table
-- partition: account, period_id
select account, period_id, meter, tenant, sum(total)::hugeint as total
from usage.place_totals
group by account, period_id, meter, tenant
