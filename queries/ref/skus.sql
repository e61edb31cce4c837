-- What is priced. A quantity of a SKU is a ratio: sums of meters over a denominator. The
-- denominator is the number given here times the scenario switches named here.
-- grain: sku
-- kind: declaration
select
    null::varchar as sku,
    null::varchar as product,
    null::varchar as name,
    null::varchar as unit,
    null::hugeint as denominator,
    null::varchar as denominator_switch,
    null::varchar as denominator_switch_2
where false
