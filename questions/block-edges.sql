-- title: Who crossed the block edge
-- Lines whose last block is used least: how little of it was used, what the block costs, and the
-- tenants that used most in the line, without whom it would not have begun.
-- theme: Money
-- meters: all
-- parameter: percent = 10; at most so much of the last block is used
-- unknown: crossed_by; A line that nobody crossed alone began its last block by several together.
-- empty: No metered line has so little used of its last block.
with edges as (
    select
        e.sku,
        e.units_in_last_block,
        e.per_quantity,
        e.price_usd,
        ratio_9(
            (e.units_in_last_block * 1000000000::decimal(10, 0))::hugeint * 100,
            (e.per_quantity * 1000000000::decimal(10, 0))::hugeint
        ) as used_percent
    from rating.block_edges as e
    join params.selection as s using (scenario)
    where e.account = $account and e.period_id = $period and e.units_in_last_block is not null
),
crossers as (
    select
        w.sku,
        string_agg(w.tenant, ', ' order by w.weight desc, w.tenant) as tenants
    from edges as e
    join allocation.weights as w using (sku)
    join rating.denominators as d
        on d.account = w.account and d.period_id = w.period_id and d.sku = w.sku
    join params.selection as s on s.scenario = d.scenario
    where w.account = $account and w.period_id = $period and w.weight > 0
        -- Without this tenant's usage alone the last block would not have begun.
        and ratio_9(w.weight, d.denominator) >= e.units_in_last_block
    group by w.sku
)
select
    e.sku,
    c.tenants as crossed_by,
    e.price_usd as block_usd,
    e.units_in_last_block,
    e.per_quantity,
    k.unit,
    e.used_percent
from edges as e
join ref.skus as k using (sku)
left join crossers as c using (sku)
where e.used_percent <= $percent::decimal(9, 4)
order by e.price_usd desc, e.sku
