-- Each tenant's part of a line under each plan, in cents: what the policy of the SKU gives it, and
-- its part of what is divided among all tenants. Without a tenant to divide by, it stays.
-- grain: account, period_id, plan, basis, line_key, tenant, component
with quotas as (
    select
        p.*,
        coalesce(w.tenant, 'unattributed') as tenant,
        quota_base(p.cents, coalesce(w.weight, 1), coalesce(w.weights, 1)) as base,
        quota_rest(p.cents, coalesce(w.weight, 1), coalesce(w.weights, 1)) as rest
    from reconcile.spread_pots as p
    left join reconcile.spread_weights as w using (account, period_id, plan, policy)
)
select u.account, u.period_id, u.plan, u.basis, u.line_key, u.sku, u.tenant, u.component, u.cents
from reconcile.usage_parts as u
left join reconcile.spread_policies as s
    on s.account = u.account and s.period_id = u.period_id and s.component = 'unattributed'
where u.tenant <> 'unattributed' or u.cents = 0 or s.policy is null
union all
select account, period_id, plan, basis, line_key, sku, tenant, component, quota_dealt(
    cents,
    base,
    sum(base) over same_pot,
    row_number() over (same_pot order by rest desc, tenant)
)::hugeint
from quotas
window same_pot as (partition by account, period_id, plan, basis, line_key, component)
