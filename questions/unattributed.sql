-- title: Unattributed dollars by owner hint
-- What no tenant pays for, by the beginning of the names that caused it: a line of the tenant map
-- for that beginning would give it to somebody. Names without a beginning, usage that names no
-- resource and charges without usage have no hint.
-- theme: Tenants
-- meters: all
-- empty: Every dollar of this period belongs to a tenant.
with owned as (
    select
        a.usd,
        a.kind,
        a.resource,
        a.resource_key,
        regexp_extract(a.resource, '^[A-Za-z0-9]+[-_/:.|@ ]') as stem
    from report.resource_amounts as a
    where a.account = $account and a.period_id = $period and a.tenant = 'unattributed'
),
hints as (
    select
        if(kind = 'account', 'usage without a resource', kind) as kind,
        nullif(if(regexp_matches(resource, '^[0-9a-f]{8}-[0-9a-f]{4}-'), '', stem), '') as hint,
        count(distinct coalesce(resource_key, '')) as resources,
        min(resource) as example,
        sum(usd)::decimal(38, 2) as usd
    from owned
    group by all
),
flat as (
    select flat_usd as usd
    from report.unowned_totals
    where account = $account and period_id = $period and flat_usd <> 0
)
select h.kind, h.hint, t.tenant as suggested_tenant, h.resources, h.example, h.usd
from hints as h
left join report.tenant_suggestions as t
    on t.account = $account and t.period_id = $period and t.kind = h.kind and t.value = h.hint
    and t.match = 'prefix'
union all
select 'charges without usage', null, null, 0, null, usd
from flat
order by usd desc, kind, hint
