-- Each line of each estimate beside the same line of the first estimate, with the distance to its
-- next block. The last rows are the totals.
-- grain: position, sku
-- column amount_usd: Amount of the line; 0.00 where the estimate lacks it, null where it has no
-- column amount_usd: price [USD]
-- column is_total: Whether the row is the sum of the estimate [0 or 1]
-- column sku: SKU of the line, or total for the sum of the estimate
with wanted as (
    select e.position, e.label, l.*
    from params.estimates as e
    join report.estimate_lines as l using (account, scenario)
),
skus as (select distinct sku from wanted),
filled as (
    select
        e.position,
        e.label,
        k.sku,
        case when w.sku is null then 0::decimal(38, 2) else w.amount_usd end as amount_usd,
        w.units_to_next_block,
        w.next_block_usd
    from params.estimates as e
    cross join skus as k
    left join wanted as w on w.position = e.position and w.sku = k.sku
),
with_totals as (
    select *, 0 as is_total from filled
    union all
    select position, any_value(label), 'total', sum(amount_usd)::decimal(38, 2), null, null, 1
    from filled
    group by position
)
select
    c.position,
    c.label,
    c.sku,
    c.is_total,
    c.amount_usd,
    c.amount_usd - f.amount_usd as difference_usd,
    c.units_to_next_block,
    c.next_block_usd
from with_totals as c
join with_totals as f on f.sku = c.sku and f.position = 1
