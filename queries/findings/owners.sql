-- Usage that costs money and belongs to no tenant, a row per SKU, with the resource that the
-- largest part comes from. Most of it is more than half. The resource `?` is usage that the
-- analytics give for the account but for no resource.
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
),
places as (
    select account, period_id, sku, arg_max(place, (total, place)) as place,
        2 * max(total) > sum(total) as is_most
    from unowned
    group by account, period_id, sku
)
select
    t.account,
    t.period_id,
    t.sku,
    coalesce(t.invoiced_usd, t.predicted_usd) as usd,
    printf(
        '$%s of %s belongs to no tenant%s.',
        coalesce(t.invoiced_usd, t.predicted_usd)::varchar,
        k.name,
        case p.place
            when '?' then ': its usage names no resource'
            else if(p.is_most, ', most of it in ', ', the largest part in ') || p.place
        end
    ) as says
from reconcile.tenant_lines as t
join ref.skus as k using (sku)
join allocation.weight_totals as o using (account, period_id, sku)
left join places as p using (account, period_id, sku)
where t.tenant = 'unattributed' and t.component = 'usage'
    and coalesce(t.invoiced_usd, t.predicted_usd) <> 0
