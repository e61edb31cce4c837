-- A tenant's weight on a SKU: its part of the raw quantity, as a numerator. The weight is taken
-- under the chosen scenario, after the 20:1 ratio of messages and before the allowance.
-- grain: account, period_id, sku, tenant
-- kind: table
-- partition: account, period_id
select
    t.account,
    t.period_id,
    n.sku,
    t.tenant,
    sum(t.total * n.numerator)::hugeint as weight
from usage.tenant_totals as t
join allocation.numerators as n using (account, period_id, meter)
group by t.account, t.period_id, n.sku, t.tenant
having sum(t.total * n.numerator) > 0
