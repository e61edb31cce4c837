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
        a.sku,
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
uncounted as (
    select sum(coalesce(l.invoiced_usd, l.predicted_usd))::decimal(38, 2) as usd
    from reconcile.tenant_lines as l
    semi join usage.unknown_skus as u
        on u.account = l.account and u.period_id = l.period_id and u.sku = l.sku
    where l.account = $account and l.period_id = $period
        and 'unattributed' in (l.tenant, l.component)
        and l.sku not in (select sku from owned)
),
flat as (
    select 'usage that nothing counts' as kind, usd from uncounted
    union all
    select 'charges without usage', (t.flat_usd - coalesce(u.usd, 0))::decimal(38, 2)
    from report.unowned_totals as t
    cross join uncounted as u
    where t.account = $account and t.period_id = $period
)
select h.kind, h.hint, t.tenant as suggested_tenant, h.resources, h.example, h.usd
from hints as h
left join report.tenant_suggestions as t
    on t.account = $account and t.period_id = $period and t.kind = h.kind and t.value = h.hint
    and t.match = 'prefix'
union all
select kind, null, null, 0, null, usd
from flat
where usd <> 0
order by usd desc, kind, hint
