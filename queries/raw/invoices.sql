-- The head of an invoice, as printed. A CSV of lines has a head without number and totals.
-- grain: invoice_id
-- kind: declaration
-- see: https://developers.cloudflare.com/billing/manage/invoices/
select
    null::varchar as invoice_id,
    null::varchar as load_id,
    null::varchar as account,
    null::varchar as invoice_number,
    null::varchar as issued_on,
    null::varchar as currency,
    null::varchar as subtotal_usd,
    null::varchar as tax_usd,
    null::varchar as total_usd
where false
