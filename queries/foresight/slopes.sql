-- How much more each week adds, as of an origin: the median, over pairs of the same weekday one to
-- four weeks apart whose later day is in the last 28, of the difference a week (Theil and Sen). It
-- is in twelfths, so that each pair is a whole number.
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
