-- What usage is counted on, with all the names by which a tenant map may call it. An object's
-- script comes from its namespace, else from its own invocations. What is neither object, namespace
-- nor script has its kind and id.
-- grain: resource_key
-- kind: table
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
    r.name
from usage.seen_resources as r
left join staging.namespaces as n on n.account = r.account and n.namespace_id = r.namespace_id
