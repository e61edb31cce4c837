-- The part of a tenant with a budget in the known usage of a SKU in the period: `weight` of
-- `weights`.
-- grain: account, period_id, sku, tenant
-- kind: table
-- empty without: params.as_of
with owned as (
    select m.account, m.period_id, n.sku, m.tenant, sum(m.total * n.numerator)::hugeint as weight
    from foresight.periods as p
    cross join params.selection as t
    join usage.owned_meters as m
        on m.account = p.account and m.period_id = p.period_id and m.usage_on < p.as_on
    join rating.numerators as n
        on n.account = m.account and n.period_id = m.period_id and n.meter = m.meter
        and n.scenario = t.scenario and n.numerator > 0
    where m.account in (select account from params.budgets where scope = 'tenant')
    group by m.account, m.period_id, n.sku, m.tenant
)
select
    *,
    (sum(weight) over (partition by account, period_id, sku))::hugeint as weights
from owned
