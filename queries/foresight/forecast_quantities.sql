-- The usage of each SKU and day in each case of the period. `to_date` has the known days alone, as
-- if the period ended with them. `base` adds the forecast for the other days. `path 7` multiplies
-- that forecast by the error of the forecast made seven days earlier (actual over forecast).
-- `through 2026-10-17` is the base up to that day, for budgets that ask on which day they are
-- exceeded. If the period has only a part of a day, that part counts.
-- grain: account, period_id, scenario, sku, usage_on
-- kind: table
-- empty without: params.as_of
with known as (
    select account, period_id, sku, usage_on, in_period as numerator, denominator
    from foresight.sku_days
    where in_period is not null
),
forecast as (
    select
        o.account,
        o.period_id,
        o.sku,
        o.usage_on,
        half_up_div(f.numerator * o.seconds, 86400) as numerator,
        s.denominator,
        o.seconds
    from foresight.open_days as o
    join foresight.day_forecasts as f
        on f.account = o.account and f.period_id = o.period_id and f.sku = o.sku
        and f.usage_on = o.usage_on and f.back = 0
    join foresight.series as s
        on s.account = o.account and s.period_id = o.period_id and s.sku = o.sku
),
base as (
    select * from known
    union all
    select * exclude (seconds) from forecast
),
backs as (
    select distinct account, period_id, back from foresight.paths
)
select account, period_id, 'to_date' as scenario, sku, usage_on, numerator, denominator from known
union all
select account, period_id, 'base', sku, usage_on, numerator, denominator from base
union all
select k.account, k.period_id, 'path ' || b.back, k.sku, k.usage_on, k.numerator, k.denominator
from known as k
join backs as b using (account, period_id)
union all
select
    f.account,
    f.period_id,
    'path ' || b.back,
    f.sku,
    f.usage_on,
    case
        when p.back is null then f.numerator
        when p.millionths is not null then half_up_div(f.numerator * p.millionths, 1000000)
        else half_up_div(p.day_numerator * f.seconds, 86400)
    end::hugeint,
    f.denominator
from forecast as f
join backs as b using (account, period_id)
left join foresight.paths as p using (account, period_id, sku, back)
union all
select
    b.account,
    b.period_id,
    'through ' || d.usage_on,
    b.sku,
    b.usage_on,
    b.numerator,
    b.denominator
from base as b
join params.billing_days as d
    on d.account = b.account and d.period_id = b.period_id and d.usage_on >= b.usage_on
semi join params.budgets as g on g.account = b.account and g.period_id = b.period_id
