-- Every line of the tenant map that matches a resource, with its rank; a lower rank is more
-- specific. The order is by kind, then exact before prefix (the longer first) before pattern (the
-- first in the map), then a line with a namespace before one without. The namespace of an object
-- that only logs name is not known. A group of a pattern may be the tenant; if the group is empty,
-- the line does not match.
-- grain: resource_key, kind, match, namespace, value, tenant, weight_billionths
-- grain: valid_from, valid_to
-- column place: Rank of the line as a list; the lowest decides
with names as (select * from usage.resource_names),
tenants as (select * from staging.tenants),
-- DuckDB compiles a pattern again for each name, so names with another beginning are skipped.
patterns as (
    select
        *,
        case when contains(value, '|') then '' else left(
            regexp_extract(value, '^\^([\w /:@-]*)', 1),
            length(regexp_extract(value, '^\^([\w /:@-]*)', 1))
                - if(regexp_matches(value, '^\^[\w /:@-]*[?*{]'), 1, 0)
        ) end as head
    from tenants
    where match = 'pattern'
),
pattern_owners as (
    select n.resource_key, n.name_rank, t.* exclude (head), case
        when not starts_with(n.name, t.head) then null
        when t.is_captured then nullif(trim(regexp_extract(n.name, t.value, 1)), '')
        when regexp_matches(n.name, t.value) then t.tenant
    end as owner
    from names as n
    join patterns as t on t.account = n.account and t.kind = n.kind
),
narrowing as (
    select resource_key, list(name) as namespaces
    from names
    where kind in ('namespace', 'dispatch_namespace', 'r2_bucket', 'container_application')
    group by resource_key
),
prefixes as (
    select n.*, left(n.name, p.characters) as start
    from names as n
    join (
        select distinct account, kind, length(value) as characters
        from tenants
        where match = 'prefix'
    ) as p on p.account = n.account and p.kind = n.kind and length(n.name) >= p.characters
),
fitting as (
    select n.resource_key, n.name_rank, 1 as match_rank, 0 as tie, t.*
    from names as n
    join tenants as t on t.account = n.account and t.kind = n.kind and t.value = n.name
    where t.match = 'exact'
    union all
    select n.resource_key, n.name_rank, 2, -length(t.value), t.*
    from prefixes as n
    join tenants as t on t.account = n.account and t.kind = n.kind and t.value = n.start
    where t.match = 'prefix'
    union all
    select resource_key, name_rank, 3, line, * exclude (resource_key, name_rank, owner) replace (
        if(is_captured, replace(tenant, '$1', owner), tenant) as tenant
    )
    from pattern_owners
    where owner is not null
)
select
    f.resource_key,
    f.account,
    f.tenant,
    f.kind,
    f.match,
    f.namespace,
    f.value,
    f.weight_billionths,
    f.valid_from,
    f.valid_to,
    min([k.place, f.match_rank, f.tie, if(f.namespace is null, 1, 0), f.name_rank]::bigint[])
        as place
from fitting as f
join staging.tenant_kinds as k using (kind)
left join narrowing as n using (resource_key)
where f.namespace is null or n.namespaces is null or list_contains(n.namespaces, f.namespace)
group by all
