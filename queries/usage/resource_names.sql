-- All names that a tenant map may use for a resource, the most reliable name of a kind first.
-- Resources that only logs know have keys of their own: objects, and the tenants that usage lines
-- name. A resource may have names of several kinds, and each tag of a list is a name: of a model's
-- usage in the analytics, of a user Worker in the list of its dispatch namespace.
-- grain: resource_key, kind, name_rank, name
-- kind: table
-- column kind: Kind of the tenant map that may use the name
-- column name: Name or id that a line of the tenant map may state
select resource_key, account, 'object_id' as kind, 1 as name_rank, object_id as name
from usage.resources
where object_id is not null
union all
select resource_key, account, 'object_name', 1, object_name
from usage.resources
where object_name is not null
union all
select resource_key, account, 'namespace', 1, namespace_id
from usage.resources
where namespace_id is not null
union all
select resource_key, account, 'namespace', 2, namespace_name
from usage.resources
where namespace_name is not null
union all
select resource_key, account, 'namespace', 3, class
from usage.resources
where class is not null
union all
select resource_key, account, 'script', 1, script
from usage.resources
where script is not null
union all
select r.resource_key, r.account, 'script', 2, o.name
from usage.resources as r
join staging.resource_names as o
    on o.account = r.account and o.kind = 'script' and o.resource_id = r.script
where o.name <> r.script
union all
select resource_key, account, 'dispatch_script', 1, script
from usage.resources
where kind = 'dispatch_namespace' and script is not null
union all
select r.resource_key, r.account, 'script_tag', 1, unnest(from_json(o.attribute, '["VARCHAR"]'))
from usage.resources as r
join staging.resource_names as o
    on o.account = r.account and o.kind = 'dispatch_script'
    and o.resource_id = r.resource_id || '/' || r.script
where r.kind = 'dispatch_namespace' and starts_with(o.attribute, '[')
union all
select resource_key, account, kind, 1, resource_id
from usage.seen_names
union all
select s.resource_key, s.account, s.kind, 2, o.name
from usage.seen_names as s
join staging.resource_names as o using (account, kind, resource_id)
where o.name <> s.resource_id
union all
select distinct resource_key, account, 'dispatch_namespace', 1, dispatch_namespace
from logs.user_workers
anti join usage.seen_names using (resource_key)
union all
select log_key('object', account, object_id), account, 'object_id', 1, object_id
from staging.log_objects
where object_id is not null
union all
select distinct log_key('tenant', account, tenant), account, 'log_tenant', 1, tenant
from staging.log_usage_hours
where tenant is not null
