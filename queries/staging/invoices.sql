-- Invoice heads with dates and money cast.
-- grain: invoice_id
-- kind: table
select
    invoice_id,
    account,
    invoice_number,
    issued_on::date as issued_on,
    coalesce(currency, 'USD') as currency,
    printed_number(subtotal_usd)::decimal(38, 2) as subtotal_usd,
    printed_number(tax_usd)::decimal(38, 2) as tax_usd,
    printed_number(total_usd)::decimal(38, 2) as total_usd
from raw.invoices
