-- The resources that usage is counted on, with all names that a tenant map may use for them. The
-- script of an object comes from its namespace, else from its own invocations. A resource that is
-- no object, namespace or script has its kind, its id and its name in the REST API.
-- grain: resource_key
-- kind: table
-- days: usage.used_days
with seen as (
    select
        resource_key, account, namespace_id, object_id, object_name, script, kind, resource_id
    from usage.seen_resources
    union
    select distinct
        resource_key, account, null, null, null, script, 'dispatch_namespace', dispatch_namespace
    from logs.user_workers
    anti join usage.seen_resources using (resource_key)
)
select
    r.resource_key,
    r.account,
    r.namespace_id,
    n.namespace_name,
    n.class,
    r.object_id,
    r.object_name,
    coalesce(n.script, r.script) as script,
    r.kind,
    r.resource_id,
    o.name as resource_name
from seen as r
left join staging.namespaces as n on n.account = r.account and n.namespace_id = r.namespace_id
left join staging.resource_names as o
    on o.account = r.account and o.kind = r.kind and o.resource_id = r.resource_id
