-- Prediction beside invoice, a row for each SKU or unknown line of a statement, the predicted
-- quantity put as the invoice prints it.
-- grain: account, period_id, line_key
-- kind: table
select
    coalesce(p.account, i.account) as account,
    coalesce(p.period_id, i.period_id) as period_id,
    coalesce(i.line_key, p.sku) as line_key,
    coalesce(p.sku, i.sku) as sku,
    i.invoice_line,
    i.line_shape,
    p.sku is not null as has_source,
    coalesce(s.invoices, 0) > 0 as has_invoice,
    case
        when p.amount_usd is null then null
        when i.line_shape = 'unit' then p.billed_blocks
        when i.line_shape = 'scaled'
            then ratio_9(p.billable_numerator, p.denominator * i.printed_scale)
        when i.line_shape = 'tier' then p.raw_quantity
        else p.billable_quantity
    end as predicted_quantity,
    i.quantity as invoiced_quantity,
    i.last_digits,
    p.raw_quantity,
    p.amount_usd as predicted_usd,
    case when s.invoices > 0 then i.amount_usd end as invoiced_usd,
    coalesce(p.evidence, 'missing') as evidence,
    p.low_usd as predicted_low_usd,
    p.high_usd as predicted_high_usd
from reconcile.predictions as p
full join reconcile.invoiced as i
    on i.account = p.account and i.period_id = p.period_id and i.sku = p.sku
left join reconcile.statements as s
    on s.account = coalesce(p.account, i.account)
    and s.period_id = coalesce(p.period_id, i.period_id)
