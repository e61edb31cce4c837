-- How the invoice words a SKU, up to the first parenthesis, and how to read the line: `block` (the
-- quantity over the allowance), `unit` (whole billed units), `scaled` (in units of printed_scale),
-- `tier` (the quantity before the allowance, with its rows below) or `subscription` (a flat charge
-- of the next period). A renamed product has a row for each name, with the dates between which the
-- name was seen. The parenthesis is not used, because its words and style change without notice.
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
