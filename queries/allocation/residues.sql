-- The block residue of a predicted charge: what rounding up to whole blocks adds to the price of
-- the exact quantity over the allowance.
-- grain: account, period_id, sku
-- column cents: Part of the charge that rounding up to whole blocks adds [cents]
with common as (
    select
        s.*,
        list_reduce(list(block_denominator) over same_charge, lambda a, b: lcm(a, b))
            as common_denominator
    from rating.segment_charges as s
    join params.selection using (scenario)
    window same_charge as (partition by account, period_id, sku)
),
exact as (
    select account, period_id, sku, half_up_div(
        sum(billable * (common_denominator // block_denominator) * price_picos(price_usd))
            ::hugeint,
        any_value(common_denominator) * 10000000000
    ) as cents
    from common
    group by account, period_id, sku
)
select
    account,
    period_id,
    sku,
    usd_to_cents(c.amount_usd) as charge_cents,
    usd_to_cents(c.amount_usd) - e.cents as cents
from exact as e
join allocation.charges as c using (account, period_id, sku)
where c.amount_usd > 0 and usd_to_cents(c.amount_usd) <> e.cents
