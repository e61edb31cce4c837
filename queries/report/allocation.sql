-- What each policy would charge a tenant, beside the chosen policies. `basis` says whether the
-- invoiced or the predicted amount is divided. What policies.csv says about flat charges, block
-- residue and the like applies to all columns. `incremental_usd` is the predicted bill less the
-- bill without the tenant. It does not add up to the bill, because tenants share allowances and
-- blocks.
-- grain: account, period_id, tenant
-- checked: when named
-- column policy: Policy that was chosen for usage, or several where SKUs have different ones
with lines as (select * from reconcile.plan_lines),
changed as (
    select account, period_id, tenant,
        case when count(amount_usd) = count(*) then sum(amount_usd)::decimal(38, 2) end as usd
    from allocation.incremental
    group by account, period_id, tenant
),
chosen as (
    select account, period_id,
        if(count(distinct policy) = 1, any_value(policy), 'several') as policy
    from lines
    where policy not in ('stay', 'by_spend') and sku not in (
        select sku from ref.skus where unit = 'month'
    )
    group by account, period_id
)
select
    l.account,
    l.period_id,
    l.tenant,
    any_value(l.basis) as basis,
    any_value(c.policy) as policy,
    sum(l.chosen_usd)::decimal(38, 2) as chosen_usd,
    sum(l.proportional_usd)::decimal(38, 2) as proportional_usd,
    sum(l.even_usd)::decimal(38, 2) as even_usd,
    sum(l.weights_usd)::decimal(38, 2) as weights_usd,
    sum(l.direct_only_usd)::decimal(38, 2) as direct_only_usd,
    sum(l.platform_keeps_allowance_usd)::decimal(38, 2) as platform_keeps_allowance_usd,
    any_value(i.usd) as incremental_usd
from lines as l
left join chosen as c using (account, period_id)
left join changed as i using (account, period_id, tenant)
group by l.account, l.period_id, l.tenant
