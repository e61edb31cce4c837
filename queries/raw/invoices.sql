-- The head of an invoice, as printed. A CSV of lines has a head without number and totals. `kind`
-- is `threshold` where the invoice says that it was cut before the end of the cycle. The recipient
-- is not read. `page_fault` says which pages are missing or repeated.
-- grain: invoice_id
-- kind: declaration
-- see: https://developers.cloudflare.com/billing/manage/invoices/
select
    null::varchar as invoice_id,
    null::varchar as load_id,
    null::varchar as account,
    null::varchar as invoice_number,
    null::varchar as kind,
    null::varchar as issued_on,
    null::varchar as due_on,
    null::varchar as currency,
    null::varchar as subtotal_usd,
    null::varchar as total_usd,
    null::varchar as amount_due_usd,
    null::varchar as page_fault
where false
