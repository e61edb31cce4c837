-- A tenant's weight on a SKU: its part of the raw quantity, as a numerator. The weight is taken
-- under the chosen scenario, after the 20:1 ratio of messages and before the allowance. Usage of
-- days on which the SKU costs nothing, while it does on others of the period, has no weight.
-- grain: account, period_id, sku, tenant
-- kind: table
-- partition: account, period_id
with unbilled as (
    select m.account, m.period_id, n.sku, m.tenant, sum(m.total * n.numerator) as weight
    from rating.unbilled_days as d
    join allocation.numerators as n using (account, period_id, sku)
    join usage.owned_meters as m
        on m.account = n.account and m.period_id = n.period_id and m.meter = n.meter
        and m.usage_on >= d.from_on and m.usage_on < d.to_on
    group by m.account, m.period_id, n.sku, m.tenant
),
raw as (
    select t.account, t.period_id, n.sku, t.tenant, sum(t.total * n.numerator) as weight
    from usage.tenant_totals as t
    join allocation.numerators as n using (account, period_id, meter)
    group by t.account, t.period_id, n.sku, t.tenant
)
select
    r.account,
    r.period_id,
    r.sku,
    r.tenant,
    (r.weight - coalesce(u.weight, 0))::hugeint as weight
from raw as r
left join unbilled as u using (account, period_id, sku, tenant)
where r.weight > coalesce(u.weight, 0)
