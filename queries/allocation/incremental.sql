-- How much less the bill would be without a tenant, a row per SKU that changes. It is rated by the
-- rules that rate the bill. Tenants share allowances and blocks, so these amounts do not add up to
-- the bill. Where usage has no price, the amount is unknown.
-- grain: account, period_id, sku, tenant
-- checked: when named
-- column amount_usd: What the charge would be less without the tenant; null where it is not known
-- column amount_usd: [USD]
select
    w.account,
    w.period_id,
    w.sku,
    w.scenario as tenant,
    (c.amount_usd - w.amount_usd)::decimal(38, 2) as amount_usd
from allocation.without_charges as w
join allocation.charges as c using (account, period_id, sku)
