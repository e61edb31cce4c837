-- The price book as it is known now: of rows for one start the one known last, each ending where
-- its successor starts or on its own last day, whichever comes first.
-- grain: sku, starts_on
-- kind: table
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
