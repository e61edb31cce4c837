-- The price of a SKU from one day to another, as Cloudflare's pages and invoices give it. A blank
-- start means before our records. The end is exclusive. A corrected fact is a new row with a later
-- `known_on`. `plan` is the plan that an account needs to be billed by the row; `any` means every
-- plan.
-- grain: sku, effective_from, known_on
-- kind: declaration
-- see: https://developers.cloudflare.com/workers/platform/pricing/
-- column price_usd: Price of one block of per_quantity units [USD]
select
    null::varchar as sku,
    null::varchar as unit,
    null::hugeint as per_quantity,
    null::decimal(18, 12) as price_usd,
    null::hugeint as included_quantity,
    null::varchar as allowance,
    null::varchar as rounding,
    null::varchar as aggregation,
    null::varchar as plan,
    null::date as effective_from,
    null::date as effective_to,
    null::date as known_on,
    null::varchar as grade,
    null::varchar as source_url,
    null::varchar as notes
where false
