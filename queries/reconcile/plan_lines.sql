-- What each policy would charge a tenant of each line, beside the chosen one. `basis` says whether
-- the invoiced or the predicted amount is divided. What policies.csv says of flat charges, block
-- residue and the like holds in all columns.
-- grain: account, period_id, tenant, sku, line
-- checked: when named
with parts as (select * from reconcile.shown_parts),
policies as (
    select account, period_id, line_key, coalesce(
            any_value(policy) filter (where component in ('usage', 'allowance')),
            any_value(policy) filter (where component <> 'block_residue'),
            any_value(policy)
        ) as policy
    from parts
    where plan = 'chosen'
    group by account, period_id, line_key
),
given as (
    select distinct account, period_id from params.policies where policy = 'weights'
),
sums as (
    select
        account,
        period_id,
        tenant,
        sku,
        line_key,
        any_value(basis) as basis,
        coalesce(sum(cents) filter (where plan = 'chosen'), 0) as chosen,
        coalesce(sum(cents) filter (where plan = 'proportional'), 0) as proportional,
        coalesce(sum(cents) filter (where plan = 'even'), 0) as even,
        coalesce(sum(cents) filter (where plan = 'weights'), 0) as weights,
        coalesce(sum(cents) filter (where plan = 'direct_only'), 0) as direct_only,
        coalesce(sum(cents) filter (where plan = 'platform_keeps_allowance'), 0) as listed
    from parts
    where not is_passed_on
    group by account, period_id, tenant, sku, line_key
)
select
    s.account,
    s.period_id,
    s.tenant,
    s.sku,
    s.line_key as line,
    s.basis,
    coalesce(c.policy, k.policy) as policy,
    cents_to_usd(s.chosen) as chosen_usd,
    cents_to_usd(s.proportional) as proportional_usd,
    cents_to_usd(s.even) as even_usd,
    case when g.account is not null then cents_to_usd(s.weights) end as weights_usd,
    cents_to_usd(s.direct_only) as direct_only_usd,
    cents_to_usd(s.listed) as platform_keeps_allowance_usd
from sums as s
left join given as g using (account, period_id)
left join policies as c using (account, period_id, line_key)
left join allocation.sku_policies as k
    on k.account = s.account and k.period_id = s.period_id and k.sku = s.sku and k.plan = 'chosen'
