-- Each tenant's part of each line of the statement, with its share of the usage, and what it needs
-- to check that: its own quantity, the list price, the effective price at which its quantity gives
-- its amount (invoiced, else predicted), and the invoices that print it.
-- grain: account, period_id, tenant, sku, invoice_line
-- column invoice_line: Description that the invoice prints, or the tax or credit; null where no
-- column invoice_line: invoice prints it
-- column predicted_usd: Part of the tenant in the predicted amount; 0.00 where nothing predicts the
-- column predicted_usd: line [USD]
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
    t.invoiced_usd - t.predicted_usd as variance_usd,
    ratio_9(w.weight, d.denominator) as quantity,
    k.unit,
    c.price_usd,
    c.per_quantity,
    case when w.weight > 0 then effective_price(coalesce(t.invoiced_usd, t.predicted_usd),
        ratio_9(w.weight, d.denominator), coalesce(c.per_quantity, 1)) end as effective_price_usd,
    'USD' as currency,
    i.invoice_numbers
from parts as t
left join reconcile.lines as l using (account, period_id, line_key)
left join allocation.weight_totals as o
    on o.account = t.account and o.period_id = t.period_id and o.sku = t.sku
left join allocation.weights as w
    on w.account = t.account and w.period_id = t.period_id and w.sku = t.sku
    and w.tenant = t.tenant
left join ref.skus as k on k.sku = t.sku
left join params.selection as s on true
left join rating.charges as c
    on c.account = t.account and c.period_id = t.period_id and c.sku = t.sku
    and c.scenario = s.scenario
left join rating.denominators as d
    on d.account = t.account and d.period_id = t.period_id and d.sku = t.sku
    and d.scenario = s.scenario
left join reconcile.line_invoices as i
    on i.account = t.account and i.period_id = t.period_id and i.line_key = t.line_key
