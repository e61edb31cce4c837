-- What a line costs under each combination of count, allowance, rounding and price: our own rating
-- with one or more factors replaced by the invoice's. The calculation is the one of rating.charges.
-- An amount too large for a whole number is null.
-- grain: account, period_id, line_key, counted, allowed, rounded, priced
-- kind: table
with ways as (
    select *
    from (select unnest(['included', 'none']) as allowed) as a
    cross join (select unnest(['own', 'none', 'floor', 'nearest']) as rounded) as r
    cross join (select unnest(['own', 'printed']) as priced) as p
),
terms as (
    select
        c.account,
        c.period_id,
        c.line_key,
        c.counted,
        w.*,
        c.count_number,
        c.from_on,
        greatest(c.running - case
            when w.allowed = 'none' and c.allowance <> 'unlimited' then 0
            else c.included
        end, 0) as over,
        case when w.rounded = 'own' or c.rounding <> 'block' then c.rounding else w.rounded end
            as rounding,
        case when w.priced = 'printed' and c.printed_price_usd is not null
            then c.denominator * c.printed_per
            else c.block_denominator
        end as block_denominator,
        price_picos(case when w.priced = 'printed'
            then coalesce(c.printed_price_usd, c.price_usd)
            else c.price_usd
        end) as picos
    from variance.trial_counts as c
    join ways as w
        on c.counted <> 'feed' or (w.allowed, w.rounded, w.priced) = ('included', 'own', 'own')
),
rounded as (
    select
        *,
        (account, period_id, line_key, counted, allowed, rounded, priced) as trial,
        rounded_units(over, block_denominator, rounding) as units_so_far
    from terms
),
units as (
    select
        *,
        over - coalesce(lag(over) over so_far, 0) as billable,
        units_so_far - coalesce(lag(units_so_far) over so_far, 0) as units,
        list_reduce(
            list(block_denominator) over (partition by trial), lambda a, b: lcm(a, b)
        ) as common
    from rounded
    window so_far as (partition by trial, count_number order by from_on)
),
priced as (
    select *, try(units * (common // block_denominator) * picos) as unit_picos
    from units
)
select
    account,
    period_id,
    line_key,
    counted,
    allowed,
    rounded,
    priced,
    sum(billable)::hugeint as billable_numerator,
    ratio_9(sum(units * (common // block_denominator))::hugeint, any_value(common))
        as billed_blocks,
    case when count(unit_picos) = count(*) then cents_to_usd(
        half_up_div(sum(unit_picos)::hugeint, any_value(common) * 10000000000)
    ) end as amount_usd
from priced
group by account, period_id, line_key, counted, allowed, rounded, priced
