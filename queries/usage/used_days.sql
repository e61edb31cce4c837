-- The days on which a resource has usage, by analytics or logs.
-- grain: account, usage_on, resource_key
select distinct account, usage_on, resource_key from usage.resource_days
union
select account, usage_on, resource_key from logs.user_workers
