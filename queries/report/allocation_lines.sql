-- What each policy would charge a tenant of each line, beside the chosen one. `basis` says whether
-- the invoiced or the predicted amount is divided. What policies.csv says about flat charges,
-- block residue and the like applies to all columns. `incremental_usd` is the predicted bill less
-- the bill without the tenant. It does not add up to the bill, because tenants share allowances
-- and blocks.
-- grain: account, period_id, tenant, sku, line
-- checked: when named
select l.*, i.amount_usd as incremental_usd
from reconcile.plan_lines as l
left join allocation.incremental as i using (account, period_id, sku, tenant)
