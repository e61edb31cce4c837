-- The SKU that is charged in place of one that has ended. Usage after the end belongs to the
-- successor.
-- grain: sku, successor
-- kind: declaration
-- see: https://developers.cloudflare.com/observability/pricing/
select
    null::varchar as sku,
    null::varchar as successor,
    null::date as known_on,
    null::varchar as grade,
    null::varchar as source_url
where false
