-- How much more usage a charge can have before its next block begins, what that block costs, and
-- how little of its last block is used. They are those of the last prices of the period: a charge
-- that is not counted in blocks at its end has no row.
-- grain: account, period_id, scenario, sku
-- kind: table
-- partition: account, period_id
-- column price_usd: Price of the block that begins next [USD]
-- column last_block_usd: Price of the last block that was begun [USD]
with segments as (
    select
        *,
        arg_max(price_usd, from_on) filter (where units > 0) over (
            partition by account, period_id, scenario, sku, count_number
        ) as last_block_usd,
        row_number() over (
            partition by account, period_id, scenario, sku order by from_on desc
        ) as from_the_last
    from rating.segment_charges
),
last_segments as (
    select *
    from segments
    where from_the_last = 1 and rounding = 'block' and allowance <> 'unlimited'
)
select
    account,
    period_id,
    scenario,
    sku,
    price_usd,
    last_block_usd,
    per_quantity,
    ratio_9(
        included + ceil_div(greatest(running - included, 0), block_denominator) * block_denominator
            - running,
        denominator
    ) as units_to_next_block,
    case when running > 0 then ratio_9(
        (included + ceil_div(greatest(running - included, 0), block_denominator) * block_denominator
            - running) * 100,
        running
    ) end as percent_to_next_block,
    case when running > included then ratio_9(
        running - included - (ceil_div(running - included, block_denominator) - 1)
            * block_denominator,
        denominator
    ) end as units_in_last_block
from last_segments
