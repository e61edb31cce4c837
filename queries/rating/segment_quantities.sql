-- Usage of a SKU in each price segment, and the running total of its count so far: the allowance
-- and the blocks are counted on running totals, so nothing is rounded twice. What a daily allowance
-- would take in is summed beside, a day at a time.
-- grain: account, period_id, scenario, sku, from_on
-- kind: table
with added as (
    select
        s.account,
        s.period_id,
        q.scenario,
        s.sku,
        s.from_on,
        s.count_number,
        any_value(q.denominator) as denominator,
        sum(case when q.usage_on >= s.from_on and q.usage_on < s.to_on
            then least(q.numerator, s.included_quantity * q.denominator) else 0 end)
            ::hugeint as added_daily_included,
        sum(case when q.usage_on >= s.from_on and q.usage_on < s.to_on then q.numerator else 0 end)
            ::hugeint as added
    from rating.price_segments as s
    join rating.day_quantities as q
        on q.account = s.account and q.period_id = s.period_id and q.sku = s.sku
    group by s.account, s.period_id, q.scenario, s.sku, s.from_on, s.count_number
)
select
    *,
    (sum(added) over so_far)::hugeint as running,
    (sum(added_daily_included) over so_far)::hugeint as running_daily_included
from added
window so_far as (
    partition by account, period_id, scenario, sku, count_number order by from_on
)
