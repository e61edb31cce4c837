-- title: Cents by rounding
-- What each line would be if usage were priced exactly, what whole blocks add to that, and what
-- whole cents add or take, by the prediction.
-- theme: Money
-- meters: all
-- unknown: exact_usd; A line whose price changed in the period, or that has none, is not told.
-- empty: No metered usage of this period is billed beyond its allowance.
with charges as (
    select
        c.sku,
        c.amount_usd,
        half_up_share(c.billable_numerator, price_picos(c.price_usd),
            (c.per_quantity * c.denominator)::hugeint) as exact_picos,
        half_up_share((c.billed_blocks * 1000000000::decimal(10, 0))::hugeint,
            price_picos(c.price_usd), 1000000000::hugeint) as block_picos
    from rating.charges as c
    join params.selection as s using (scenario)
    where c.account = $account and c.period_id = $period and c.billable_numerator > 0
)
select
    coalesce(k.name, c.sku) as line,
    picos_decimal(c.exact_picos) as exact_usd,
    picos_decimal(c.block_picos - c.exact_picos) as by_blocks_usd,
    c.amount_usd - picos_decimal(c.block_picos) as by_cents_usd,
    c.amount_usd
from charges as c
left join ref.skus as k using (sku)
order by by_blocks_usd desc nulls first, line
