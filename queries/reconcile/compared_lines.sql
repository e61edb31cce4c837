-- The prediction beside the invoice, a row for each SKU or unknown line of a statement. The
-- predicted quantity is in the form in which the invoice prints it. A SKU in use that nothing
-- meters has a row too. If only a list or the feed shows that it is in use, it has no row beside an
-- invoice, because the invoice itself says what was billed.
-- grain: account, period_id, line_key
-- kind: table
with sides as (
    select *, true as has_source from reconcile.predictions
    union all by name
    select u.account, u.period_id, u.sku, false as has_source
    from usage.unmetered_skus as u
    anti join reconcile.predictions as p using (account, period_id, sku)
    left join reconcile.statements as s using (account, period_id)
    where u.shown_by = 'usage' or s.invoices is null
)
select
    coalesce(p.account, i.account) as account,
    coalesce(p.period_id, i.period_id) as period_id,
    coalesce(i.line_key, p.sku) as line_key,
    coalesce(p.sku, i.sku) as sku,
    i.invoice_line,
    i.line_shape,
    i.printed_scale,
    coalesce(p.has_source, false) as has_source,
    coalesce(s.invoices, 0) > 0 as has_invoice,
    case when p.amount_usd is not null then printed_quantity(
        i.line_shape, i.printed_scale, p.numerator, p.billable_numerator, p.denominator,
        p.billed_blocks
    ) end as predicted_quantity,
    i.quantity as invoiced_quantity,
    i.last_digits,
    p.raw_quantity,
    p.amount_usd as predicted_usd,
    case when s.invoices > 0 then i.amount_usd end as invoiced_usd,
    coalesce(p.evidence, 'missing') as evidence,
    p.low_usd as predicted_low_usd,
    p.high_usd as predicted_high_usd
from sides as p
full join reconcile.invoiced as i
    on i.account = p.account and i.period_id = p.period_id and i.sku = p.sku
left join reconcile.statements as s
    on s.account = coalesce(p.account, i.account)
    and s.period_id = coalesce(p.period_id, i.period_id)
