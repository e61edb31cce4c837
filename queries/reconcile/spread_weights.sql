-- A tenant's weight where something is divided among all tenants of a period: one part each for
-- those with use of anything, or the cents of its predicted usage.
-- grain: account, period_id, plan, policy, tenant
with active as (
    select distinct account, period_id, tenant
    from allocation.weights
    where tenant <> 'unattributed'
),
spent as (
    select account, period_id, plan, tenant, sum(cents)::hugeint as weight
    from reconcile.usage_parts
    where basis = 'predicted' and component = 'usage' and tenant <> 'unattributed'
    group by account, period_id, plan, tenant
    having sum(cents) > 0
),
long as (
    select a.account, a.period_id, p.plan, 'even' as policy, a.tenant, 1::hugeint as weight
    from active as a
    cross join allocation.plans as p
    union all
    select account, period_id, plan, 'by_spend', tenant, weight from spent
)
select *, (sum(weight) over (partition by account, period_id, plan, policy))::hugeint as weights
from long
