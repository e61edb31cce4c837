-- How the invoice words a SKU, without the parenthesis, and how the line is to be read: block (the
-- quantity over the allowance), unit (whole billed units), scaled (in units of printed_scale), tier
-- (the quantity before the allowance, its rows below it) or subscription (a flat charge of the next
-- period). A product that was renamed has a row for each name, with the dates between which it was
-- seen; words in the parenthesis change without notice, as does their style, and name nothing.
-- grain: wording
-- kind: declaration
-- see: https://developers.cloudflare.com/billing/manage/invoices/
-- see: https://developers.cloudflare.com/billing/understand/how-billing-works/
select
    null::varchar as wording,
    null::varchar as parenthesis,
    null::varchar as sku,
    null::varchar as line_shape,
    null::hugeint as printed_scale,
    null::date as seen_from,
    null::date as seen_to,
    null::varchar as source_url
where false
