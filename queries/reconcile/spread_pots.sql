-- What is divided among all tenants of a period, line by line: flat charges, block residue, tax,
-- credits, and what the policy of a SKU leaves to nobody, each where policies.csv says so.
-- grain: account, period_id, plan, basis, line_key, component
with pots as (
    select account, period_id, plan, basis, line_key, sku, kind as component, cents
    from reconcile.policy_lines
    cross join allocation.plans
    where kind in ('flat', 'tax', 'credit')
    union all
    select account, period_id, plan, basis, line_key, sku, 'block_residue', residue_cents
    from reconcile.usage_pots
    where residue_cents <> 0
    union all
    select account, period_id, plan, basis, line_key, sku, 'unattributed', cents
    from reconcile.usage_parts
    where tenant = 'unattributed' and cents <> 0
)
select
    p.account,
    p.period_id,
    p.plan,
    p.basis,
    p.line_key,
    p.sku,
    p.component,
    coalesce(s.policy, 'stay') as policy,
    p.cents
from pots as p
left join reconcile.spread_policies as s using (account, period_id, component)
where s.policy is not null or p.component = 'flat'
