-- Every printed invoice line: the SKU that its wording stands for, how it is read, and the
-- statement that it belongs to. `book_usd` is what the printed quantity of its SKU costs by the
-- price book, whether or not anything meters it. Lines without a SKU or without a known billing
-- period are listed too.
-- grain: invoice_id, line_number
-- column amount_usd: Amount that the line prints [USD]
-- column line_number: Place of the line on the invoice [number]
-- column other_kind: What a line without a SKU is: tax, credit, past_due, earlier_period or
-- column other_kind: unknown_line; else null
-- column quantity: Quantity as the invoice prints it; null where it prints none [unit of the line]
select
    m.account,
    m.period_id,
    i.invoice_number,
    m.invoice_id,
    m.line_number,
    m.description,
    m.starts_on,
    m.ends_on,
    m.sku,
    m.line_shape,
    coalesce(m.other_kind, case when m.sku is null then 'unknown_line' end) as other_kind,
    m.quantity,
    m.amount_usd,
    b.price_usd as book_price_usd,
    b.per_quantity as book_per,
    b.book_usd
from reconcile.matched_lines as m
join staging.invoices as i using (invoice_id)
left join variance.book_amounts as b
    on b.account = m.account and b.period_id = m.period_id and b.line_key = if(
        m.other_kind is null and not m.is_prorated and not m.is_credit, m.sku, null
    )
