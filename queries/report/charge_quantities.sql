-- The billed blocks of a statement line and their list price. The blocks are counted in units that
-- keep units times price within twelve decimals: `unit_parts` of them are a block.
-- grain: account, period_id, line_key
-- column price_usd: Price of one block in the price book [USD]
with blocks as (
    select c.account, c.period_id, c.sku, c.billed_blocks, c.per_quantity, c.price_usd,
        c.included_quantity
    from rating.charges as c
    join params.selection using (scenario)
    union all
    select f.account, p.period_id, f.sku, f.quantity::decimal(38, 9), 1, f.price_usd, 0
    from rating.flat_charges as f
    join params.selection using (scenario)
    join params.periods as p on p.account = f.account and p.ends_on = f.charged_on
    where f.amount_usd = f.quantity * f.price_usd
),
priced as (
    select
        *,
        price_picos(price_usd) as price_picos,
        least(9, length(price_picos::varchar) - length(rtrim(price_picos::varchar, '0')))
            as decimals,
        ('1' || repeat('0', decimals))::hugeint as unit_parts
    from blocks
    where price_usd > 0 and billed_blocks is not null
)
select
    p.account,
    p.period_id,
    l.line_key,
    half_up_div(billionths(p.billed_blocks) * p.unit_parts, 1000000000)::hugeint as units,
    p.unit_parts,
    1000000000000 // p.unit_parts as unit_size,
    p.price_usd,
    p.price_picos,
    p.per_quantity,
    p.included_quantity
from priced as p
join reconcile.lines as l using (account, period_id, sku)
where l.predicted_usd is not null
