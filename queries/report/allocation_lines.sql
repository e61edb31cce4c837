-- What each policy would charge a tenant of each line, beside the chosen one. `basis` says whether
-- the invoiced or the predicted amount is divided. What policies.csv says of flat charges, block
-- residue and the like holds in all columns. `incremental_usd` is the predicted bill less the bill
-- without the tenant. It does not add up: tenants share allowances and blocks.
-- grain: account, period_id, tenant, sku, line
with parts as (
    select account, period_id, tenant, sku, line_key as line, basis, plan,
        cents_to_usd(cents) as usd
    from reconcile.shown_parts
    where not is_passed_on
),
policies as (
    select account, period_id, line_key as line, coalesce(
            any_value(policy) filter (where component in ('usage', 'allowance')),
            any_value(policy) filter (where component <> 'block_residue'),
            any_value(policy)
        ) as policy
    from reconcile.shown_parts
    where plan = 'chosen'
    group by account, period_id, line_key
),
given as (
    select distinct account, period_id from params.policies where policy = 'weights'
)
select
    p.account,
    p.period_id,
    p.tenant,
    p.sku,
    p.line,
    any_value(p.basis) as basis,
    coalesce(any_value(c.policy), any_value(k.policy)) as policy,
    coalesce(sum(p.usd) filter (where p.plan = 'chosen'), 0)::decimal(38, 2) as chosen_usd,
    coalesce(sum(p.usd) filter (where p.plan = 'proportional'), 0)::decimal(38, 2)
        as proportional_usd,
    coalesce(sum(p.usd) filter (where p.plan = 'even'), 0)::decimal(38, 2) as even_usd,
    case when any_value(g.account) is not null
        then coalesce(sum(p.usd) filter (where p.plan = 'weights'), 0)::decimal(38, 2)
    end as weights_usd,
    coalesce(sum(p.usd) filter (where p.plan = 'direct_only'), 0)::decimal(38, 2)
        as direct_only_usd,
    coalesce(sum(p.usd) filter (where p.plan = 'platform_keeps_allowance'), 0)::decimal(38, 2)
        as platform_keeps_allowance_usd,
    any_value(i.amount_usd) as incremental_usd
from parts as p
left join given as g using (account, period_id)
left join policies as c using (account, period_id, line)
left join allocation.sku_policies as k
    on k.account = p.account and k.period_id = p.period_id and k.sku = p.sku and k.plan = 'chosen'
left join allocation.incremental as i
    on i.account = p.account and i.period_id = p.period_id and i.sku = p.sku
    and i.tenant = p.tenant
group by p.account, p.period_id, p.tenant, p.sku, p.line
