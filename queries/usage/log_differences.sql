-- What the analytics and the logs count of a meter on days that have both. The analytics give the
-- total and the logs divide it. The difference is usage that the logs lost or count differently.
-- grain: account, period_id, meter
-- kind: table
-- empty without: logs.account_days
with metered as (
    select account, meter, usage_on, sum(total)::hugeint as total
    from usage.day_readings
    group by account, meter, usage_on
)
select
    l.account,
    p.period_id,
    l.meter,
    count(*) as days,
    sum(m.total)::hugeint as analytics_total,
    sum(l.total)::hugeint as log_total,
    sum(l.low)::hugeint as log_low,
    sum(l.high)::hugeint as log_high
from logs.meters as l
join logs.account_days as d using (account, usage_on)
join metered as m using (account, meter, usage_on)
join params.day_periods as p using (account, usage_on)
group by l.account, p.period_id, l.meter
