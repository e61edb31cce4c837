-- The price book as it is known now. Of several rows with one start the row with the latest
-- `known_on` counts. A row ends where its successor starts or after its own last day, whichever is
-- first.
-- grain: sku, starts_on
-- kind: table
-- column included_quantity: Allowance of the price row: a day, month or period of it; 0 for none
-- column included_quantity: [unit of the SKU]
with newest as (
    select *
    from ref.price_book
    qualify row_number() over (
        partition by sku, effective_from order by known_on desc
    ) = 1
)
select
    sku,
    coalesce(effective_from, date '0001-01-01') as starts_on,
    least(
        coalesce(effective_to, date '9999-12-31'),
        coalesce(
            lead(effective_from) over (partition by sku order by effective_from nulls first),
            date '9999-12-31'
        )
    ) as ends_on,
    per_quantity,
    price_usd,
    coalesce(included_quantity, 0) as included_quantity,
    allowance,
    rounding,
    aggregation,
    plan,
    grade,
    source_url
from newest
