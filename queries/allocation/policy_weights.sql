-- A tenant's weight on a SKU under each policy. Where the platform keeps the allowance, the weight
-- is what the tenant pays, in cents, and what it pays is no part of the line.
-- grain: account, period_id, sku, policy, tenant
-- checked: when named
-- column weight: Weight by which the policy divides: use, one each, fixed weights, or cents at list
-- column weight: price [parts]
with given as (
    select p.account, p.period_id, s.sku, p.tenant, p.weight, s.place
    from params.policies as p
    join allocation.subject_skus as s using (account, period_id, subject, policy)
    where p.policy = 'weights'
),
long as (
    select account, period_id, sku, 'proportional' as policy, tenant, weight
    from allocation.weights
    union all
    select account, period_id, sku, 'even', tenant, 1 from allocation.weights
    union all
    select account, period_id, sku, 'direct_only', tenant, weight from allocation.direct_weights
    union all
    select account, period_id, sku, 'platform_keeps_allowance', tenant, cents
    from allocation.list_amounts
    union all
    select account, period_id, sku, 'weights', tenant, weight
    from given
    qualify rank() over (partition by account, period_id, sku order by place) = 1
)
select *, (sum(weight) over (partition by account, period_id, sku, policy))::hugeint as weights
from long
