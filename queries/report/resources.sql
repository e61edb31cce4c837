-- Names of resources by id: namespaces, scripts, databases, buckets and queues.
-- grain: account, kind, resource_id
-- column kind: Kind of the resource, as the tenant map names it
-- column name: Name of the resource
-- column resource_id: Id of the resource in the REST API
select account, 'namespace' as kind, namespace_id as resource_id, namespace_name as name
from staging.namespaces
union all
select account, 'script', script, script
from staging.scripts
union all
select account, kind, resource_id, name
from staging.resource_names
