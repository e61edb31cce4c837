-- Edges of the forecast period. Edge `number` 0 is the end of the allowance, where the first block
-- begins; each further edge begins the next block. Listed are the edge of the allowance and up to
-- five more that the forecast or one path in ten passes, else the next one. `passing` of all
-- `paths` pass the edge. `passes_on` is the day on which known usage and the forecast pass it.
-- grain: account, period_id, pool, number
-- kind: table
-- empty without: params.as_of
with used as (
    select
        account,
        period_id,
        pool,
        any_value(denominator) as denominator,
        any_value(numerator) filter (where scenario = 'to_date') as to_date,
        any_value(numerator) filter (where scenario = 'base') as base,
        list(numerator) filter (where starts_with(scenario, 'path ')) as paths
    from foresight.edge_totals
    group by account, period_id, pool
),
placed as (
    select
        u.*,
        t.skus,
        t.price_usd,
        t.included * u.denominator as first_edge,
        t.per_quantity * u.denominator as block,
        greatest(u.base, coalesce(tenth_from_above(u.paths), 0)) as most
    from used as u
    join foresight.edge_terms as t using (account, period_id, pool)
    where u.base > 0
),
numbered as (
    select
        *,
        case when block is null or coalesce(to_date, 0) <= first_edge then 1
            else ceil_div(to_date - first_edge, block) end as next_block
    from placed
),
edges as (
    select * exclude (next_block, most), 0::hugeint as number
    from numbered
    where first_edge > 0 or block is null
    union all
    select * exclude (next_block, most, number), number
    from (
        select *, unnest(range(0, 5))::hugeint + greatest(next_block, 1) as number
        from numbered
        where block is not null
    )
    where first_edge + number * block < most or number = greatest(next_block, 1)
),
positions as (
    select * exclude (first_edge, block), first_edge + number * coalesce(block, 0) as position
    from edges
)
select
    p.account,
    p.period_id,
    p.pool,
    p.number,
    p.skus,
    p.denominator,
    p.position,
    ratio_9(p.position, p.denominator) as quantity,
    p.price_usd,
    coalesce(p.to_date, 0) > p.position as is_passed,
    coalesce(len(list_filter(p.paths, lambda n: n > p.position)), 0) as passing,
    coalesce(len(p.paths), 0) as paths,
    (
        select min(d.usage_on)
        from foresight.edge_days as d
        where d.account = p.account and d.period_id = p.period_id and d.pool = p.pool
            and d.numerator > p.position
    ) as passes_on
from positions as p
