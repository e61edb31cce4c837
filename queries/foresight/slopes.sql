-- How much usage grows from week to week, as of an origin. It is the median of the weekly growth
-- between days of the same weekday, one to four weeks apart, whose later day is within the last 28
-- days (the Theil-Sen estimator). The unit is a twelfth, so that each growth is a whole number.
-- grain: account, period_id, sku, back
-- kind: table
-- empty without: params.as_of
with pairs as (
    select
        l.account,
        l.period_id,
        l.sku,
        l.usage_on,
        (l.numerator - e.numerator) * (12 // ((l.usage_on - e.usage_on) // 7)) as twelfths
    from foresight.sku_days as l
    join foresight.sku_days as e
        on e.account = l.account and e.period_id = l.period_id and e.sku = l.sku
        and e.usage_on in (
            l.usage_on - 7, l.usage_on - 14, l.usage_on - 21, l.usage_on - 28
        )
)
select
    o.account,
    o.period_id,
    o.sku,
    o.back,
    middle(list(p.twelfths))::hugeint as twelfths
from foresight.origins as o
join pairs as p
    on p.account = o.account and p.period_id = o.period_id and p.sku = o.sku
    and p.usage_on <= o.origin_on and p.usage_on > o.origin_on - 28
where o.method = 'weekday'
group by o.account, o.period_id, o.sku, o.back
