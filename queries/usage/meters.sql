-- Usage by billing day and resource, from the answers with the finest split of the day, and of user
-- Workers that only logs show. Tenants share by it.
-- grain: account, period_id, meter, usage_on, resource_key
-- partition: account, usage_on
-- partition: account, period_id
select account, period_id, meter, usage_on, resource_key, split as total
from usage.resource_days
where split > 0
union all
select account, period_id, meter, usage_on, resource_key, total from usage.logged_workers
