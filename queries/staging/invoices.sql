-- Invoice heads with dates and money cast.
-- grain: invoice_id
-- kind: table
select
    invoice_id,
    account,
    invoice_number,
    try_cast(issued_on as date) as issued_on,
    coalesce(currency, 'USD') as currency,
    try_cast(printed_number(subtotal_usd) as decimal(38, 2)) as subtotal_usd,
    try_cast(printed_number(tax_usd) as decimal(38, 2)) as tax_usd,
    try_cast(printed_number(total_usd) as decimal(38, 2)) as total_usd
from raw.invoices
