-- The usage of each SKU and day that is left without a tenant: all usage of the chosen scenario
-- less the tenant's. Only SKUs that the tenant uses have rows, and SKUs that share an allowance
-- with them. Where only the sum of a price segment matters, the usage of the segment is rated on
-- its first day: that keeps the rows of many tenants few.
-- grain: account, period_id, scenario, sku, usage_on
-- checked: when named
-- column scenario: Tenant whose usage is taken away, in the place of a scenario
-- column usage_on: Day on which the usage is rated [day UTC]
with rated_days as (
    select
        b.account,
        b.period_id,
        k.sku,
        b.usage_on,
        case when p.sku is null and s.allowance <> 'day' then s.from_on else b.usage_on end
            as rated_on
    from params.billing_days as b
    cross join ref.skus as k
    left join rating.price_segments as s
        on s.account = b.account and s.period_id = b.period_id and s.sku = k.sku
        and b.usage_on >= s.from_on and b.usage_on < s.to_on
    left join ref.allowance_pools as p on p.sku = k.sku
),
days as (
    select
        q.account,
        q.period_id,
        q.sku,
        r.rated_on as usage_on,
        sum(q.numerator)::hugeint as numerator,
        q.denominator,
        q.denominator // d.denominator as scale
    from rating.day_quantities as q
    join params.selection as t using (scenario)
    join rating.denominators as d using (account, period_id, scenario, sku)
    join rated_days as r using (account, period_id, sku, usage_on)
    group by all
),
owned as (
    select
        m.account,
        m.period_id,
        m.tenant as scenario,
        n.sku,
        r.rated_on as usage_on,
        sum(m.total * n.numerator)::hugeint as numerator
    from usage.owned_meters as m
    join allocation.numerators as n using (account, period_id, meter)
    join rated_days as r
        on r.account = m.account and r.period_id = m.period_id and r.sku = n.sku
        and r.usage_on = m.usage_on
    where n.numerator > 0
    group by all
),
changed as (
    select distinct account, period_id, scenario, sku from owned
    union
    select o.account, o.period_id, o.scenario, p.sku
    from owned as o
    join ref.allowance_pools as a using (sku)
    join ref.allowance_pools as p on p.pool = a.pool
)
select
    d.account,
    d.period_id,
    c.scenario,
    d.sku,
    d.usage_on,
    greatest(d.numerator - coalesce(o.numerator, 0) * d.scale, 0)::hugeint as numerator,
    d.denominator
from changed as c
join days as d using (account, period_id, sku)
left join owned as o
    on o.account = c.account and o.period_id = c.period_id and o.scenario = c.scenario
    and o.sku = c.sku and o.usage_on = d.usage_on
