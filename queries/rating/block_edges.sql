-- How much more usage a charge can have before its next block begins, what that block costs, and
-- how little of its last block is used. Only charges whose blocks are counted at one price have a
-- row.
-- grain: account, period_id, scenario, sku
-- kind: table
-- partition: account, period_id
-- column price_usd: Price of the block that begins next [USD]
with last_segments as (
    select *
    from rating.segment_charges
    where rounding = 'block' and allowance <> 'unlimited'
    qualify row_number() over (
        partition by account, period_id, scenario, sku order by from_on desc
    ) = 1
)
select
    account,
    period_id,
    scenario,
    sku,
    price_usd,
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
