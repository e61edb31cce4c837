-- Lines for the tenant map that would give a tenant to resources without one, guessed from names
-- that begin alike up to a separator. If three or more such beginnings have the same separator, a
-- pattern takes the tenant from the name. The tenant is one that the map already gives to such a
-- name, else the beginning itself. Dollars are those of all resources with such a name; two
-- suggestions may be about the same resources. Read a suggestion before you use it.
-- grain: account, period_id, kind, value
-- column kind: Kind of the names
-- column match: How the suggested line compares its value: prefix or pattern
-- column names: Different names that the line would match [count]
-- column says: What the line would match, in words
-- column tenant: Tenant of the suggested line; $1 is taken from the name
-- column usd: Dollars of all resources with such a name [USD]
-- column value: Prefix or pattern of the suggested line
with unowned as (
    select account, period_id, resource_key, sum(usd) as usd
    from report.resource_amounts
    where tenant = 'unattributed'
    group by account, period_id, resource_key
),
begun as (
    select
        u.*,
        n.kind,
        n.name,
        regexp_extract(n.name, '^([A-Za-z0-9]+)[-_/:.|@ ]', 1) as stem,
        substr(n.name, length(stem) + 1, 1) as separator,
        row_number() over (
            partition by u.account, u.period_id, n.kind, stem, separator, u.resource_key
            order by n.name
        ) = 1 as is_first
    from unowned as u
    join usage.resource_names as n using (resource_key)
    where regexp_matches(n.name, '^[A-Za-z0-9]+[-_/:.|@ ].')
        and not regexp_matches(n.name, '^[0-9a-f]{8}-[0-9a-f]{4}-')
),
stems as (
    select
        account,
        period_id,
        kind,
        stem,
        separator,
        count(distinct name) as names,
        sum(usd) filter (where is_first)::decimal(38, 2) as usd
    from begun
    group by account, period_id, kind, stem, separator
),
mapped as (
    select account, stem, min(tenant) as tenant
    from (
        select account, tenant, unnest([
            regexp_extract(lower(value), '^([a-z0-9]+)[-_/:.|@ ]?$', 1),
            regexp_extract(lower(tenant), '^([a-z0-9]+)([-_/:.|@ ]|$)', 1)
        ]) as stem
        from staging.tenants
        where not is_captured
    )
    where stem <> ''
    group by account, stem
    having count(distinct tenant) = 1
),
suggestions as (
    select
        s.account, s.period_id, s.kind, s.stem || s.separator as value, 'prefix' as match,
        coalesce(m.tenant, s.stem) as tenant, s.names, s.usd, s.stem || s.separator || '*' as of
    from stems as s
    left join mapped as m on m.account = s.account and m.stem = lower(s.stem)
    where s.names > 1
    union all
    select
        account, period_id, kind,
        '^([A-Za-z0-9]+)' || if(separator in ('.', '|'), '\' || separator, separator), 'pattern',
        '$1', sum(names)::bigint, sum(usd)::decimal(38, 2), 'TENANT' || separator || '*'
    from stems
    group by account, period_id, kind, separator
    having count(*) >= 3
)
select
    account,
    period_id,
    tenant,
    kind,
    value,
    match,
    names,
    usd,
    concat_ws(' ', grouped_digits(names), plural_unit(names, replace(kind, '_', ' ')), of)
        as says
from suggestions
