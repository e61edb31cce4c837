-- title: Allowance used, by line
-- How much of its included quantity each line used, and what is left of it in the period.
-- theme: Money
-- meters: all
-- empty: No line with an allowance was used in this period.
select
    k.name as line,
    k.unit,
    c.raw_quantity as used,
    c.included_quantity as included,
    greatest(c.included_quantity - c.raw_quantity, 0) as left_over,
    ratio_9(
        (c.raw_quantity * 1000000000::decimal(10, 0))::hugeint * 100,
        (c.included_quantity * 1000000000::decimal(10, 0))::hugeint
    ) as used_percent
from rating.charges as c
join params.selection as s using (scenario)
join ref.skus as k using (sku)
where c.account = $account and c.period_id = $period
    and c.included_quantity > 0 and c.raw_quantity > 0
order by used_percent desc, line
