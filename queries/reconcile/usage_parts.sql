-- Each tenant's part of a line by the policy of its SKU, by largest remainder. Where the platform
-- keeps the allowance, tenants pay list price, and the difference to the line is its `allowance`.
-- What has no weights is `unattributed`.
-- grain: account, period_id, plan, basis, line_key, tenant, component
-- checked: when named
-- column weight: Weight of the tenant under the policy; at list price what it pays, in cents
-- column weight: [parts]
with weighed as (
    select
        p.* exclude (residue_cents),
        coalesce(w.tenant, 'unattributed') as tenant,
        if(w.tenant is null, 'unattributed', 'usage') as component,
        coalesce(w.weight, 1) as weight,
        coalesce(w.weights, 1) as weights,
        p.policy = 'platform_keeps_allowance' and w.tenant is not null as is_listed
    from reconcile.usage_pots as p
    left join allocation.policy_weights as w using (account, period_id, sku, policy)
),
quotas as (
    select
        *,
        quota_base(cents, weight, weights) as base,
        quota_rest(cents, weight, weights) as rest
    from weighed
)
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
    case when is_listed then weight else quota_dealt(
        cents,
        base,
        sum(base) over same_pot,
        row_number() over (same_pot order by rest desc, tenant)
    ) end::hugeint as cents
from quotas
window same_pot as (partition by account, period_id, plan, basis, line_key)
union all
select
    account,
    period_id,
    plan,
    basis,
    line_key,
    any_value(sku),
    any_value(policy),
    'platform',
    'allowance',
    0,
    any_value(weights),
    any_value(cents - weights)::hugeint
from weighed
where is_listed
group by account, period_id, plan, basis, line_key
