-- What a tenant's whole use of a SKU costs at list price, in cents. No allowance is subtracted and
-- blocks are not rounded up. Each day counts at its own price, and the sum is rounded to the cent
-- once. A SKU has no rows if any of its use has no price.
-- grain: account, period_id, sku, tenant
-- checked: when named
-- column cents: What the tenant's use costs at list price, without allowance or whole blocks
-- column cents: [cents]
with used as (
    select
        m.account,
        m.period_id,
        n.sku,
        m.tenant,
        p.per_quantity,
        price_picos(p.price_usd) as picos,
        sum(m.total * n.numerator)::hugeint as numerator
    from usage.owned_meters as m
    join allocation.numerators as n using (account, period_id, meter)
    left join rating.price_segments as p
        on p.account = m.account and p.period_id = m.period_id and p.sku = n.sku
        and m.usage_on >= p.from_on and m.usage_on < p.to_on
    group by all
    having sum(m.total * n.numerator) > 0
),
blocks as (
    select
        account,
        period_id,
        sku,
        list_reduce(list(distinct per_quantity), lambda a, b: lcm(a, b)) as common_quantity
    from used
    group by account, period_id, sku
    having count(*) = count(per_quantity * picos)
)
select
    u.account,
    u.period_id,
    u.sku,
    u.tenant,
    half_up_div(
        sum(u.numerator * u.picos * (b.common_quantity // u.per_quantity))::hugeint,
        any_value(d.denominator) * b.common_quantity * 10000000000
    ) as cents
from used as u
join blocks as b using (account, period_id, sku)
join rating.denominators as d using (account, period_id, sku)
join params.selection using (scenario)
group by u.account, u.period_id, u.sku, u.tenant, b.common_quantity
