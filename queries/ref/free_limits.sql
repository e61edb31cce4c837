-- What the Workers Free plan allows of a SKU, as a ratio: per day, per month or in all.
-- grain: sku
-- kind: declaration
-- see: https://developers.cloudflare.com/workers/platform/limits/
select
    null::varchar as sku,
    null::hugeint as limit_numerator,
    null::hugeint as limit_denominator,
    null::varchar as per,
    null::varchar as source_url
where false
