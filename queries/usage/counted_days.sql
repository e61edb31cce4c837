-- The one day whose figure stands for a whole billing period. For meters of which the last value
-- counts, it is the last day that had ended when an answer reported it. For Dynamic Workers it is
-- the day with the most.
-- grain: account, period_id, meter
-- kind: table
-- empty without: usage.capture_days
-- column usage_on: Day that stands for the whole period [day UTC]
select d.account, b.period_id, d.meter, max(d.usage_on) as usage_on
from usage.capture_days as d
join ref.meters as m on m.meter = d.meter and m.aggregate = 'last'
join staging.captures as c on c.capture_id = d.capture_id
join params.day_periods as b on b.account = d.account and b.usage_on = d.usage_on
where coalesce(c.captured_at >= d.usage_on + to_days(1), true)
group by d.account, b.period_id, d.meter
union all
select account, period_id, meter, arg_max(usage_on, (total, usage_on))
from (
    select d.account, b.period_id, d.meter, d.usage_on, sum(w.dynamic_workers) as total
    from staging.dynamic_workers as w
    join usage.capture_days as d using (capture_id, usage_on)
    join params.day_periods as b on b.account = d.account and b.usage_on = d.usage_on
    where d.meter = 'dynamic_workers.greatest_day' and d.is_total
    group by d.account, b.period_id, d.meter, d.usage_on
)
group by account, period_id, meter
