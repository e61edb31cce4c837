-- SKUs that share one allowance. Their price rows state it alike, and it is given once. The SKU
-- with the lowest `take_order` takes what it uses in a period, and the next one has the rest.
-- grain: sku
-- kind: declaration
-- see: https://developers.cloudflare.com/basin/platform/pricing/
select
    null::varchar as pool,
    null::varchar as sku,
    null::integer as take_order,
    null::date as known_on,
    null::varchar as grade,
    null::varchar as source_url,
    null::varchar as says
where false
