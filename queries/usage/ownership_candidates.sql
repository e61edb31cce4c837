-- Every line of the tenant map that fits a resource, with how closely: an object's id before its
-- name, a name before a prefix (the longer first), then the namespace, then the script.
-- grain: resource_key, kind, value, tenant, valid_from
with resources as (select * from usage.resources),
tenants as (select * from staging.tenants),
prefix_lengths as (
    select distinct account, length(value) as characters
    from tenants
    where kind = 'object_name_prefix'
),
prefixes as (
    select r.resource_key, r.account, left(r.object_name, p.characters) as value
    from resources as r
    join prefix_lengths as p on p.account = r.account and length(r.object_name) >= p.characters
),
namespace_names as (
    select resource_key, account, namespace_id as value from resources
    union
    select resource_key, account, namespace_name from resources where namespace_name is not null
    union
    select resource_key, account, class from resources where class is not null
),
fitting as (
    select r.resource_key, t.*, 5 as closeness
    from resources as r
    join tenants as t on t.account = r.account and t.kind = 'object_id' and t.value = r.object_id
    union all
    select r.resource_key, t.*, 4
    from resources as r
    join tenants as t
        on t.account = r.account and t.kind = 'object_name' and t.value = r.object_name
    union all
    select r.resource_key, t.*, 3
    from prefixes as r
    join tenants as t
        on t.account = r.account and t.kind = 'object_name_prefix' and t.value = r.value
    union all
    select r.resource_key, t.*, 2
    from namespace_names as r
    join tenants as t on t.account = r.account and t.kind = 'namespace' and t.value = r.value
    union all
    select r.resource_key, t.*, 1
    from resources as r
    join tenants as t on t.account = r.account and t.kind = 'script' and t.value = r.script
)
select distinct
    f.resource_key,
    f.tenant,
    f.kind,
    f.value,
    f.valid_from,
    f.valid_to,
    f.closeness,
    length(f.value) as characters
from fitting as f
where f.namespace is null or f.closeness <= 2 or exists (
    select 1
    from namespace_names as n
    where n.resource_key = f.resource_key and n.value = f.namespace
)
