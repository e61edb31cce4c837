-- Each tenant's part of a line under each plan, in cents. It is what the policy of the SKU gives
-- the tenant, and its part of what policies.csv divides among all tenants of the period: flat
-- charges, block residue, tax, credits, and amounts that the policy of a SKU gives to nobody.
-- Those are divided evenly among tenants with any use, or by predicted usage. Without such tenants
-- the amount stays where it was. A row with `is_passed_on` is an amount that leaves its pot to be
-- divided so.
-- grain: account, period_id, plan, basis, line_key, tenant, component, is_passed_on
-- checked: when named
with usage_parts as (select * from reconcile.usage_parts),
policies as (select * from reconcile.spread_policies),
pots as (
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
    from usage_parts
    where tenant = 'unattributed' and cents <> 0
),
-- Tax and credits are no line of the statement unless they are divided.
spread as (
    select p.*, coalesce(s.policy, 'stay') as policy
    from pots as p
    left join policies as s using (account, period_id, component)
    where s.policy is not null or p.component = 'flat'
),
shares as (
    select distinct account, period_id, plan, 'even' as policy, tenant, 1::hugeint as weight
    from allocation.weights
    cross join allocation.plans
    where tenant <> 'unattributed'
    union all
    select account, period_id, plan, 'by_spend', tenant, sum(cents)::hugeint
    from usage_parts
    where basis = 'predicted' and component = 'usage' and tenant <> 'unattributed'
    group by account, period_id, plan, tenant
    having sum(cents) > 0
),
weights as (
    select *, (sum(weight) over (partition by account, period_id, plan, policy))::hugeint as weights
    from shares
),
quotas as (
    select
        p.*,
        coalesce(w.tenant, 'unattributed') as tenant,
        coalesce(w.weight, 1) as weight,
        coalesce(w.weights, 1) as weights,
        quota_base(p.cents, coalesce(w.weight, 1), coalesce(w.weights, 1)) as base,
        quota_rest(p.cents, coalesce(w.weight, 1), coalesce(w.weights, 1)) as rest
    from spread as p
    left join weights as w using (account, period_id, plan, policy)
)
select
    u.*,
    u.tenant = 'unattributed' and u.cents <> 0 and s.policy is not null as is_passed_on
from usage_parts as u
left join policies as s
    on s.account = u.account and s.period_id = u.period_id and s.component = 'unattributed'
union all
select
    account,
    period_id,
    plan,
    basis,
    line_key,
    sku,
    policy,
    tenant,
    component,
    weight,
    weights,
    quota_dealt(
        cents,
        base,
        sum(base) over same_pot,
        row_number() over (same_pot order by rest desc, tenant)
    )::hugeint,
    false
from quotas
window same_pot as (partition by account, period_id, plan, basis, line_key, component)
