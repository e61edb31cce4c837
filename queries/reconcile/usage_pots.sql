-- The amount of each line that tenants divide by the policy of its SKU. It is the whole line, or
-- the line without its block residue where that is divided separately. The residue is the same
-- fraction of the invoiced amount as of the predicted one. Where tenants pay list price, a SKU
-- without a line has a pot of $0.00.
-- grain: account, period_id, plan, basis, line_key
-- checked: when named
-- column cents: Amount that tenants divide by the policy of the SKU [cents]
with lines as (select * from reconcile.policy_lines where kind in ('usage', 'unknown')),
free as (
    select p.account, p.period_id, p.plan, b.basis, p.sku as line_key, p.sku, p.policy
    from allocation.sku_policies as p
    semi join allocation.weight_totals as t using (account, period_id, sku)
    left join reconcile.statements as s using (account, period_id)
    cross join (select unnest(['predicted', 'invoiced']) as basis) as b
    anti join reconcile.lines as l using (account, period_id, sku)
    where p.policy = 'platform_keeps_allowance'
        and (b.basis = 'predicted' or s.invoices > 0)
),
cut as (
    select
        l.*,
        case when s.policy is null or r.cents is null then 0
            else half_up_share(l.cents, r.cents, r.charge_cents)
        end as residue_cents
    from lines as l
    left join reconcile.spread_policies as s
        on s.account = l.account and s.period_id = l.period_id and s.component = 'block_residue'
    left join allocation.residues as r
        on r.account = l.account and r.period_id = l.period_id and r.sku = l.sku
)
select
    c.account,
    c.period_id,
    p.plan,
    c.basis,
    c.line_key,
    c.sku,
    if(c.sku is null, 'stay', coalesce(k.policy, 'proportional')) as policy,
    c.cents - c.residue_cents as cents,
    c.residue_cents
from cut as c
cross join allocation.plans as p
left join allocation.sku_policies as k
    on k.account = c.account and k.period_id = c.period_id and k.plan = p.plan and k.sku = c.sku
union all
select account, period_id, plan, basis, line_key, sku, policy, 0, 0 from free
