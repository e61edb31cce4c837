-- The usage that is forecast for a whole day, as seen from an origin. A SKU that is forecast by
-- weekday gets the median of three values: the newest day of the same weekday, the median of that
-- weekday in the last four weeks, and the median of those days after each is moved forward by the
-- weekly slope. A SKU that is forecast by level gets the value of its newest known day. A forecast
-- is never below zero.
-- grain: account, period_id, sku, back, usage_on
-- kind: table
-- empty without: params.as_of
with targets as (
    select account, period_id, sku, 0 as back, usage_on, ahead
    from foresight.open_days
    union all
    select account, period_id, sku, back, (origin_on + h)::date, h
    from (select *, unnest(range(1, horizon + 1))::integer as h from foresight.origins)
    where back > 0
),
placed as (
    select
        t.*,
        o.method,
        o.origin_on,
        ((t.ahead - 1) % 7 + 7) % 7 + 1 as place
    from targets as t
    join foresight.origins as o using (account, period_id, sku, back)
),
by_weekday as (
    select
        p.account,
        p.period_id,
        p.sku,
        p.back,
        p.usage_on,
        arg_min(w.numerator, w.weeks_ago) as newest,
        middle(list(w.numerator)) as usual,
        middle(list(half_up_div(
            w.numerator * 12
                + coalesce(s.twelfths, 0) * ((p.ahead - p.place) // 7 + w.weeks_ago), 12
        ))) as moved
    from placed as p
    join foresight.weekdays as w using (account, period_id, sku, back, place)
    left join foresight.slopes as s using (account, period_id, sku, back)
    group by p.account, p.period_id, p.sku, p.back, p.usage_on
)
select
    account,
    period_id,
    sku,
    back,
    usage_on,
    greatest(middle([newest, usual, moved]), 0)::hugeint as numerator
from by_weekday
union all
select p.account, p.period_id, p.sku, p.back, p.usage_on, d.numerator
from placed as p
join foresight.sku_days as d
    on d.account = p.account and d.period_id = p.period_id and d.sku = p.sku
    and d.usage_on = p.origin_on
where p.method = 'level'
