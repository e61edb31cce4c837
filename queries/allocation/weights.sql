-- A tenant's weight on a SKU: its part of the raw quantity under the scenario, after 20:1 and
-- before the allowance, as a numerator.
-- grain: account, period_id, sku, tenant
-- kind: table
select
    t.account,
    t.period_id,
    n.sku,
    t.tenant,
    sum(t.total * n.numerator)::hugeint as weight
from usage.tenant_totals as t
join params.selection as c on true
join rating.numerators as n
    on n.account = t.account and n.period_id = t.period_id
    and n.scenario = c.scenario and n.meter = t.meter
group by t.account, t.period_id, n.sku, t.tenant
having sum(t.total * n.numerator) > 0
