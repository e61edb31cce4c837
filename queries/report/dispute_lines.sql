-- The printed invoice lines that make up a statement line, with the invoice that prints each: what
-- was invoiced.
-- grain: account, period_id, line_key, invoice_id, line_number
-- column amount_usd: Amount that the line prints [USD]
-- column line_number: Place of the line on the invoice [number]
-- column quantity: Quantity as the invoice prints it; null where it prints none [unit of the line]
select
    m.account,
    m.period_id,
    coalesce(m.sku, m.description) as line_key,
    m.invoice_id,
    i.invoice_number,
    i.issued_on,
    m.line_number,
    m.description,
    m.starts_on,
    m.ends_on,
    m.quantity,
    m.printed_price_usd,
    m.printed_per,
    m.amount_usd,
    m.is_credit
from reconcile.matched_lines as m
join staging.invoices as i using (invoice_id)
where m.other_kind is null and m.period_id is not null
