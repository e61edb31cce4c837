-- The resources that usage is counted on, with all names that a tenant map may use for them. The
-- script of an object comes from its namespace, else from its own invocations. A resource that is
-- no object, namespace or script has its kind, its id and its name in the REST API, perhaps twice.
-- grain: resource_key
-- kind: table
-- days: usage.resource_days
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
    o.name as resource_name,
    r.second_kind,
    r.second_id,
    s.name as second_name
from usage.seen_resources as r
left join staging.namespaces as n on n.account = r.account and n.namespace_id = r.namespace_id
left join staging.resource_names as o
    on o.account = r.account and o.kind = r.kind and o.resource_id = r.resource_id
left join staging.resource_names as s
    on s.account = r.account and s.kind = r.second_kind and s.resource_id = r.second_id
