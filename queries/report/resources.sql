-- Names of resources by id: namespaces, scripts, databases, buckets and queues.
-- grain: account, kind, resource_id
select account, 'namespace' as kind, namespace_id as resource_id, namespace_name as name
from staging.namespaces
union all
select account, 'script', script, script
from staging.scripts
union all
select account, kind, resource_id, name
from staging.resource_names
