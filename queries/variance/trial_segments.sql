-- The price segments of an invoiced line with the running totals as we count them. A trial changes
-- one factor of these. A flat charge is one block of the predicted quantity.
-- grain: account, period_id, line_key, reading, from_on
-- kind: table
with usage as (
    select
        f.account,
        f.period_id,
        f.line_key,
        s.scenario as reading,
        s.scenario = t.scenario as is_ours,
        s.from_on,
        s.to_on,
        s.count_number,
        s.running,
        s.included,
        s.allowance,
        s.rounding,
        s.denominator,
        s.per_quantity,
        s.block_denominator,
        s.price_usd
    from variance.quantity_factors as f
    cross join params.selection as t
    join rating.segment_charges as s
        on s.account = f.account and s.period_id = f.period_id and s.sku = f.sku
        and s.scenario in (t.scenario, f.reading)
),
flat as (
    select
        f.account,
        f.period_id,
        f.line_key,
        t.scenario as reading,
        true as is_ours,
        date '0001-01-01' as from_on,
        date '9999-12-31' as to_on,
        1 as count_number,
        p.numerator as running,
        0::hugeint as included,
        'none' as allowance,
        'none' as rounding,
        p.denominator,
        p.numerator as per_quantity,
        p.numerator * p.denominator as block_denominator,
        p.amount_usd::decimal(38, 12) as price_usd
    from variance.quantity_factors as f
    cross join params.selection as t
    join reconcile.predictions as p using (account, period_id, sku)
    where p.kind = 'flat'
)
select * from usage
union all
select * from flat
