-- Rows of the price book that cannot be used: an unknown word, a missing source, an impossible
-- number, or dates that overlap with or leave a gap to the next row.
-- grain: sku, effective_from, problem
with prices as (select * from ref.price_book),
spans as (
    select
        *,
        lag(ends_on) over (partition by sku order by starts_on) as previous_ends_on
    from rating.price_rows
),
problems as (
    select sku, effective_from, 'rounding is block, none or nearest' as problem
    from prices
    where rounding is null or rounding not in ('block', 'none', 'nearest')
    union all
    select sku, effective_from, 'allowance is period, day, calendar_month, none or unlimited'
    from prices
    where allowance is null
        or allowance not in ('period', 'day', 'calendar_month', 'none', 'unlimited')
    union all
    select sku, effective_from, 'aggregation is not a known word'
    from prices
    where aggregation is null or aggregation not in (
        'sum', 'daily_peak', 'hour_mean', 'daily_peak_mean', 'distinct_day', 'flat', 'prepaid'
    )
    union all
    select sku, effective_from, 'grade is invoice, documented or inferred'
    from prices
    where grade is null or grade not in ('invoice', 'documented', 'inferred')
    union all
    select sku, effective_from, 'the source is missing'
    from prices
    where source_url is null or source_url not like 'https://%'
    union all
    select sku, effective_from, 'the price, the block or the allowance is missing or negative'
    from prices
    where sku is null or price_usd is null or price_usd < 0 or per_quantity is null
        or per_quantity <= 0 or included_quantity < 0
        or (allowance in ('period', 'day', 'calendar_month') and included_quantity is null)
    union all
    select sku, effective_from, 'the plan that it is billed on is missing'
    from prices
    where plan is null
    union all
    select sku, effective_from, 'it ends before it starts'
    from prices
    where effective_to <= effective_from
    union all
    select sku, starts_on, 'a day without a price before this row'
    from spans
    where previous_ends_on < starts_on
)
select
    sku,
    effective_from,
    printf(
        'ref/price_book.csv, %s from %s: %s', coalesce(sku, 'a row without SKU'),
        coalesce(effective_from::varchar, 'the beginning'), problem
    ) as problem
from problems
