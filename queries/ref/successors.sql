-- What is charged in place of a SKU that has ended: its usage after the end belongs there.
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
