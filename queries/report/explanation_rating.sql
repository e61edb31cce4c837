-- The middle steps of a line's explanation, from meters to quantity, allowance, blocks, price and
-- cents.
-- grain: account, period_id, sku, step_number, step
with charges as (
    select c.*, k.unit
    from rating.charges as c
    join params.selection using (scenario)
    join ref.skus as k using (sku)
    semi join reconcile.predictions as p using (account, period_id, sku)
),
segments as (
    select s.*
    from rating.segment_charges as s
    join params.selection using (scenario)
    semi join reconcile.predictions as p using (account, period_id, sku)
)
select
    n.account,
    n.period_id,
    n.sku,
    3 as step_number,
    n.meter as step,
    printf('%s x %s = %s', t.total::varchar, n.numerator::varchar, (t.total * n.numerator)::varchar)
        as value,
    'units of the meter times its numerator' || coalesce(
        ', which follows the switch ' || m.numerator_switch || ' of params/scenarios.csv', ''
    ) as detail,
    'rating/numerators.sql' as rule,
    m.source_url
from rating.numerators as n
join params.selection using (scenario)
join usage.period_totals as t using (account, period_id, meter)
join ref.sku_meters as m on m.sku = n.sku and m.meter = n.meter
where n.numerator > 0 and t.total > 0
union all
select account, period_id, sku, 4, 'raw quantity',
    printf('%s %s', plain_digits(raw_quantity), plural_unit(raw_quantity, unit)),
    printf('%s / %s', numerator::varchar, denominator::varchar), 'rating/charges.sql', source_url
from charges
union all
select s.account, s.period_id, s.sku, 5, 'allowance from ' || s.from_on::varchar,
    plain_digits(ratio_9(s.included_once, s.denominator)),
    case when s.allowance = 'unlimited' then 'the plan includes all of it'
        when s.ahead > 0 then 'what is left by the SKUs that share it and come first'
        when s.behind > 0 then 'what it uses, before the other SKUs that share it'
        else 'subtracted first, once for the account' end,
    'rating/price_segments.sql', s.source_url
from segments as s
where s.included_once > 0 or s.ahead > 0
union all
select account, period_id, sku, 6, 'billable quantity', plain_digits(billable_quantity),
    'what is over the allowance', 'rating/segment_charges.sql', source_url
from charges
union all
select s.account, s.period_id, s.sku, 7, 'blocks from ' || s.from_on::varchar,
    printf(
        '%s x %s', plain_digits(ratio_9(s.units, s.block_denominator)), unit_dollars(s.price_usd)
    ),
    printf('of %s each, rounding %s, evidence %s', s.per_quantity::varchar, s.rounding, s.grade),
    'rating/segment_charges.sql', s.source_url
from segments as s
union all
select account, period_id, sku, 8, 'predicted', coalesce('$' || amount_usd::varchar, 'no price'),
    'rounded to the cent once, halves up', 'rating/charges.sql', source_url
from charges
union all
select f.account, p.period_id, f.sku, 8, 'predicted', '$' || f.amount_usd::varchar,
    printf('flat charge for the period from %s', f.charged_on::varchar),
    'rating/flat_charges.sql', f.source_url
from rating.flat_charges as f
join params.selection using (scenario)
join params.periods as p on p.account = f.account and p.ends_on = f.charged_on
