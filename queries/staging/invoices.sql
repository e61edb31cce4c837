-- Invoice heads with dates and money as typed values. `kind` is `threshold` or `regular`.
-- grain: invoice_id
-- kind: table
select
    invoice_id,
    account,
    nullif(trim(invoice_number), '') as invoice_number,
    coalesce(kind, 'regular') as kind,
    try_cast(issued_on as date) as issued_on,
    try_cast(due_on as date) as due_on,
    coalesce(upper(currency), 'USD') as currency,
    try_cast(printed_number(subtotal_usd) as decimal(38, 2)) as subtotal_usd,
    try_cast(printed_number(total_usd) as decimal(38, 2)) as total_usd,
    try_cast(printed_number(amount_due_usd) as decimal(38, 2)) as amount_due_usd,
    page_fault
from raw.invoices
