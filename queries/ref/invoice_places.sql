-- The order in which invoices print their lines, as far as it was seen: usage first, then flat
-- charges. A SKU without a place is printed after those of its kind that have one.
-- grain: sku
-- kind: declaration
-- see: https://developers.cloudflare.com/billing/manage/invoices/
select
    null::varchar as sku,
    null::integer as place
where false
