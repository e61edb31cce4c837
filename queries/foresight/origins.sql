-- The days from which usage is forecast: the last known day, and up to 35 days before it for the
-- backtest (`back`). Each needs at least 14 known days up to it. `horizon` is the number of days
-- to forecast: the rest of the period, in the backtest as far as those days are over.
-- grain: account, period_id, sku, back
-- kind: table
-- empty without: params.as_of
with ahead as (
    select account, period_id, sku, max(ahead) as days
    from foresight.open_days
    where not is_past
    group by account, period_id, sku
),
backs as (
    select s.*, unnest(range(0, 36)) as back
    from foresight.series as s
    where s.is_forecast and s.method <> 'held'
)
select
    b.account,
    b.period_id,
    b.sku,
    b.back,
    any_value(b.method) as method,
    any_value((b.through_on - b.back::integer)::date) as origin_on,
    any_value(if(b.back = 0, coalesce(a.days, 0), least(b.back, a.days))) as horizon,
    any_value(coalesce(a.days, 0)) as wanted,
    count(*) as known_days
from backs as b
join foresight.sku_days as d
    on d.account = b.account and d.period_id = b.period_id and d.sku = b.sku
    and d.usage_on <= b.through_on - b.back::integer
left join ahead as a
    on a.account = b.account and a.period_id = b.period_id and a.sku = b.sku
where b.back = 0 or a.days > 0
group by b.account, b.period_id, b.sku, b.back
having count(*) >= 14
