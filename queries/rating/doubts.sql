-- What a charge would be under another reading of its allowance, beside the predicted amount. The
-- calculation is the one of rating.charges.
-- grain: account, period_id, scenario, sku, reading
-- column other_usd: Charge under the other reading of the allowance [USD]
with terms as (
    select
        *,
        greatest(running * scale - included, 0) as over,
        block_denominator * scale as block
    from rating.other_allowances
),
units as (
    select
        *,
        rounded_units(over, block, rounding)
            - coalesce(lag(rounded_units(over, block, rounding)) over so_far, 0) as units,
        list_reduce(list(block) over same_charge, lambda a, b: lcm(a, b)) as common
    from terms
    window
        same_charge as (partition by account, period_id, scenario, sku, reading),
        so_far as (
            partition by account, period_id, scenario, sku, reading, count_number order by from_on
        )
),
others as (
    select
        account,
        period_id,
        scenario,
        sku,
        reading,
        cents_to_usd(half_up_div(
            sum(units * (common // block) * price_picos(price_usd))::hugeint,
            any_value(common) * 10000000000
        )) as other_usd
    from units
    group by account, period_id, scenario, sku, reading
)
select o.account, o.period_id, o.scenario, o.sku, o.reading, c.amount_usd, o.other_usd
from others as o
join rating.charges as c using (account, period_id, scenario, sku)
where c.amount_usd is not null
