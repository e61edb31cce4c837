-- The usage that each known day added to a SKU, for up to 120 days before the day of the forecast,
-- over the denominator of the forecast period. `in_period` is the part of the day that belongs to
-- this period: two periods share the day on which one ends.
-- grain: account, period_id, sku, usage_on
-- kind: table
-- empty without: params.as_of
with days as (
    select
        p.account,
        p.period_id,
        q.sku,
        q.usage_on,
        q.period_id as of_period_id,
        q.numerator,
        q.denominator,
        first_value(q.denominator) over (
            partition by p.account, p.period_id, q.sku
            order by q.period_id = p.period_id desc, q.period_id desc
        ) as wanted
    from foresight.periods as p
    cross join params.selection as t
    join rating.day_quantities as q
        on q.account = p.account and q.scenario = t.scenario and q.period_id <= p.period_id
        and q.usage_on < p.as_on and q.usage_on >= p.as_on - 120
    anti join foresight.unknown_days as u
        on u.account = q.account and u.sku = q.sku and u.usage_on = q.usage_on
)
select
    account,
    period_id,
    sku,
    usage_on,
    sum(half_up_share(numerator, wanted, denominator))::hugeint as numerator,
    sum(numerator) filter (where of_period_id = period_id)::hugeint as in_period,
    any_value(wanted) as denominator
from days
group by account, period_id, sku, usage_on
