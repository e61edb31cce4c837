-- Every printed invoice line: the SKU that its wording means, how it is read, and the statement
-- that it belongs to. Lines of no SKU are kept here and counted; so is a line of no known period.
-- grain: invoice_id, line_number
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
    m.amount_usd
from reconcile.matched_lines as m
join staging.invoices as i using (invoice_id)
