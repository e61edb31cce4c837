-- The last day of a billing period that had ended when an answer spoke of it, for meters of which
-- the last value of the period counts and not the mean of its days.
-- grain: account, period_id, meter
-- kind: table
-- empty without: usage.capture_days
select d.account, b.period_id, d.meter, max(d.usage_on) as usage_on
from usage.capture_days as d
join ref.meters as m on m.meter = d.meter and m.aggregate = 'last'
join staging.captures as c on c.capture_id = d.capture_id
join params.day_periods as b on b.account = d.account and b.usage_on = d.usage_on
where coalesce(c.captured_at >= d.usage_on + to_days(1), true)
group by d.account, b.period_id, d.meter
