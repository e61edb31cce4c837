-- Charges of which less than a thousandth of the last block is used. So little less usage would
-- have saved the whole block.
-- grain: account, period_id, sku
select
    e.account,
    e.period_id,
    e.sku,
    e.last_block_usd::decimal(38, 2) as usd,
    printf(
        '%s is %s %s over a block edge: that block costs $%s.',
        k.name,
        plain_digits(e.units_in_last_block),
        k.unit,
        e.last_block_usd::decimal(38, 2)::varchar
    ) as says
from rating.block_edges as e
join params.selection using (scenario)
join reconcile.predictions as p using (account, period_id, sku)
join ref.skus as k using (sku)
where e.units_in_last_block > 0
    and e.units_in_last_block * 1000 <= e.per_quantity::decimal(24, 0)
    and e.last_block_usd >= 0.01
