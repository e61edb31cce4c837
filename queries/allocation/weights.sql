-- A tenant's weight on a SKU: its part of the raw quantity under the scenario, after 20:1 and
-- before the allowance, as a numerator.
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
