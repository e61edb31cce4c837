-- Usage by billing day and resource, from the answers with the finest split of the day. Tenants
-- share by it.
-- grain: account, period_id, meter, usage_on, resource_key
-- partition: account, usage_on
-- partition: account, period_id
select account, period_id, meter, usage_on, resource_key, split as total
from usage.resource_days
where split > 0
