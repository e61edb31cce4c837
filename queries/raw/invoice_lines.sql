-- A line of an invoice, every field as printed. A row of a tier ("First 90,000") has in `tier_of`
-- the line that it divides.
-- grain: invoice_id, line_number
-- kind: declaration
-- see: https://developers.cloudflare.com/billing/manage/invoices/
select
    null::varchar as invoice_id,
    null::varchar as load_id,
    null::varchar as account,
    null::integer as line_number,
    null::integer as tier_of,
    null::varchar as description,
    null::varchar as period_start,
    null::varchar as period_end,
    null::varchar as quantity,
    null::varchar as unit_price,
    null::varchar as per,
    null::varchar as amount,
    null::varchar as invoice_number,
    null::varchar as other_fields
where false
