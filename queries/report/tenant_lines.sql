-- Each tenant's part of each line of the statement, with its share of the usage.
-- grain: account, period_id, tenant, sku, invoice_line
select
    t.account,
    t.period_id,
    t.tenant,
    t.sku,
    l.invoice_line,
    ratio_9(w.weight * 100, o.weights) as usage_percent,
    t.predicted_usd,
    t.invoiced_usd,
    t.invoiced_usd - t.predicted_usd as variance_usd
from reconcile.tenant_lines as t
join reconcile.lines as l using (account, period_id, line_key)
left join allocation.weight_totals as o
    on o.account = t.account and o.period_id = t.period_id and o.sku = t.sku
left join allocation.weights as w
    on w.account = t.account and w.period_id = t.period_id and w.sku = t.sku
    and w.tenant = t.tenant
