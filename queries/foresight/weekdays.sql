-- The usage of a weekday in each of the last four weeks, as known at an origin. `place` is 1 to 7,
-- the weekday's distance from the origin. If no week knows the weekday, the median of the last 28
-- days stands for it.
-- grain: account, period_id, sku, back, place, weeks_ago
-- kind: table
-- empty without: params.as_of
with slots as (
    select o.*, w.place, g.weeks_ago
    from foresight.origins as o
    cross join (select unnest(range(1, 8)) as place) as w
    cross join (select unnest(range(1, 5)) as weeks_ago) as g
    where o.method = 'weekday'
),
known as (
    select s.account, s.period_id, s.sku, s.back, s.place, s.weeks_ago, d.numerator
    from slots as s
    join foresight.sku_days as d
        on d.account = s.account and d.period_id = s.period_id and d.sku = s.sku
        and d.usage_on = s.origin_on + (s.place - 7 * s.weeks_ago)::integer
),
recent as (
    select o.account, o.period_id, o.sku, o.back, middle(list(d.numerator)) as numerator
    from foresight.origins as o
    join foresight.sku_days as d
        on d.account = o.account and d.period_id = o.period_id and d.sku = o.sku
        and d.usage_on <= o.origin_on and d.usage_on > o.origin_on - 28
    where o.method = 'weekday'
    group by o.account, o.period_id, o.sku, o.back
)
select * from known
union all
select s.account, s.period_id, s.sku, s.back, s.place, 1, r.numerator
from slots as s
join recent as r using (account, period_id, sku, back)
anti join known as k using (account, period_id, sku, back, place)
where s.weeks_ago = 1
