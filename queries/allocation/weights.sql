-- A tenant's weight on a SKU: its part of the raw quantity, as a numerator. The weight is taken
-- under the chosen scenario, after the 20:1 ratio of messages and before the allowance. Usage of
-- days on which the SKU costs nothing, while it does on others of the period, has no weight.
-- grain: account, period_id, sku, tenant
-- kind: table
-- partition: account, period_id
with raw as (
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
left join allocation.unbilled_weights as u using (account, period_id, sku, tenant)
where r.weight > coalesce(u.weight, 0)
