-- The lines of an estimate: charges for the stated usage, then the flat charge of the plan.
-- grain: account, scenario, sku
-- column amount_usd: Amount of the line; null where usage has no price [USD]
with metered as (
    select
        c.account,
        c.scenario,
        c.sku,
        c.raw_quantity,
        c.included_quantity,
        c.billable_quantity,
        c.billed_blocks,
        c.per_quantity,
        c.price_usd,
        c.amount_usd,
        e.units_to_next_block,
        e.price_usd as next_block_usd,
        c.grade,
        c.source_url
    from rating.charges as c
    left join rating.block_edges as e using (account, period_id, scenario, sku)
),
flat as (
    select f.*
    from rating.flat_charges as f
    join params.periods as p on p.account = f.account and p.starts_on = f.charged_on
)
select *
from metered
where account in (select account from params.estimates)
union all
select
    account,
    scenario,
    sku,
    1::decimal(38, 9),
    0::decimal(38, 9),
    1::decimal(38, 9),
    1::decimal(38, 9),
    1::hugeint,
    price_usd,
    amount_usd,
    null,
    null,
    grade,
    source_url
from flat
where account in (select account from params.estimates)
    and (account, scenario, sku) not in (select (account, scenario, sku) from metered)
