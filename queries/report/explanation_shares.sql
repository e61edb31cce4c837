-- How a tenant came to its part of each line: its weight, the weight of all tenants and the
-- amount. A line of which the tenant has nothing is left out.
-- grain: account, period_id, tenant, line
select
    t.account,
    t.period_id,
    t.tenant,
    coalesce(t.sku, t.invoice_line) as line,
    w.weight,
    s.weights,
    t.usage_percent,
    t.predicted_usd,
    t.invoiced_usd,
    'allocation/tenant_charges.sql' as rule
from report.tenant_lines as t
left join allocation.weights as w using (account, period_id, sku, tenant)
left join allocation.weight_totals as s using (account, period_id, sku)
where t.predicted_usd <> 0 or t.invoiced_usd <> 0 or w.weight > 0
