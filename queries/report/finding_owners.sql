-- Usage that cost money and belongs to no tenant, by SKU, and where most of it comes from.
-- grain: account, period_id, sku
with unowned as (
    select
        m.account,
        p.period_id,
        k.sku,
        coalesce(r.namespace_name, r.namespace_id, r.script, m.script, '?') as place,
        sum(m.total * k.numerator) as total
    from usage.owned_meters as m
    join params.periods as p
        on p.account = m.account and m.usage_on >= p.starts_on and m.usage_on < p.ends_on
    join params.selection as c on true
    join rating.numerators as k
        on k.account = m.account and k.period_id = p.period_id
        and k.scenario = c.scenario and k.meter = m.meter
    left join usage.resources as r using (resource_key)
    where m.tenant = 'unattributed'
    group by all
)
select
    t.account,
    t.period_id,
    t.sku,
    coalesce(t.invoiced_usd, t.predicted_usd) as usd,
    printf(
        '$%s of %s belongs to no tenant, most of it in %s.',
        coalesce(t.invoiced_usd, t.predicted_usd)::varchar,
        k.name,
        (
            select arg_max(u.place, (u.total, u.place))
            from unowned as u
            where u.account = t.account and u.period_id = t.period_id and u.sku = t.sku
        )
    ) as says
from reconcile.tenant_lines as t
join ref.skus as k using (sku)
join allocation.weight_totals as o using (account, period_id, sku)
where t.tenant = 'unattributed' and coalesce(t.invoiced_usd, t.predicted_usd) <> 0
