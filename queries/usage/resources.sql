-- What usage is counted on, with all the names by which a tenant map may call it. An object's
-- script comes from its namespace, else from its own invocations.
-- grain: resource_key
-- kind: table
with seen as (
    select resource_key, account, namespace_id, object_id, object_name, script
    from staging.durable_objects_invocations
    union all
    select resource_key, account, namespace_id, object_id, object_name, null
    from staging.durable_objects_periodic
    union all
    select resource_key, account, namespace_id, null, null, null
    from staging.durable_objects_sql_storage
    union all
    select resource_key, account, namespace_id, null, null, null
    from staging.durable_objects_kv_storage
    union all
    select resource_key, account, null, null, null, script
    from staging.workers_invocations
    where not is_platform
),
named as (
    select
        resource_key,
        any_value(account) as account,
        any_value(namespace_id) as namespace_id,
        any_value(object_id) as object_id,
        max(object_name) as object_name,
        max(script) as script
    from seen
    group by resource_key
)
select
    r.resource_key,
    r.account,
    r.namespace_id,
    n.namespace_name,
    n.class,
    r.object_id,
    r.object_name,
    coalesce(n.script, r.script) as script
from named as r
left join staging.namespaces as n on n.account = r.account and n.namespace_id = r.namespace_id
