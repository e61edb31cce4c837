-- Each tenant's part of each line of the statement, with its share of the usage.
-- grain: account, period_id, tenant, sku, invoice_line
with parts as (
    select
        account,
        period_id,
        line_key,
        tenant,
        sku,
        case when component in ('tax', 'credit') then line_key end as other_line,
        sum(predicted_usd)::decimal(38, 2) as predicted_usd,
        sum(invoiced_usd)::decimal(38, 2) as invoiced_usd
    from reconcile.tenant_lines
    group by all
)
select
    t.account,
    t.period_id,
    t.tenant,
    t.sku,
    coalesce(l.invoice_line, t.other_line) as invoice_line,
    ratio_9(w.weight * 100, o.weights) as usage_percent,
    t.predicted_usd,
    t.invoiced_usd,
    t.invoiced_usd - t.predicted_usd as variance_usd
from parts as t
left join reconcile.lines as l using (account, period_id, line_key)
left join allocation.weight_totals as o
    on o.account = t.account and o.period_id = t.period_id and o.sku = t.sku
left join allocation.weights as w
    on w.account = t.account and w.period_id = t.period_id and w.sku = t.sku
    and w.tenant = t.tenant
