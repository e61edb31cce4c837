-- Usage by billing day and resource, from the answers that split a day most finely: what tenants
-- share by.
-- grain: account, period_id, meter, usage_on, resource_key
-- partition: account, usage_on
-- partition: account, period_id
select account, period_id, meter, usage_on, resource_key, split as total
from usage.resource_days
where split > 0
