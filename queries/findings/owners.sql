-- Usage that cost money and belongs to no tenant, a row per SKU, with the resource that most of it
-- comes from.
-- grain: account, period_id, sku
with unowned as (
    select u.account, u.period_id, k.sku, u.place, sum(u.total * k.numerator) as total
    from usage.place_totals as u
    join params.selection as c on true
    join rating.numerators as k
        on k.account = u.account and k.period_id = u.period_id
        and k.scenario = c.scenario and k.meter = u.meter
    where u.tenant = 'unattributed'
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
