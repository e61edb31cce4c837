-- SKUs that share one allowance: their price rows state it alike, and it is given once. The SKU of
-- the lowest `take_order` takes what it uses of a period, the next one has what is left.
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
