-- Active time of Durable Objects by the logs in a billing period, a row per object, as low, base
-- and high. Events without an object id share one row per class, without an object.
-- grain: account, period_id, script, class, object_key
-- kind: table
-- empty without: logs.active_days
select
    d.account,
    p.period_id,
    d.script,
    d.class,
    d.object_key,
    sum(d.events)::hugeint as events,
    count(*) filter (where d.base_us > 0) as days,
    sum(d.low_us)::hugeint as low_us,
    sum(d.base_us)::hugeint as base_us,
    sum(d.high_us)::hugeint as high_us
from logs.active_days as d
join params.day_periods as p using (account, usage_on)
group by d.account, p.period_id, d.script, d.class, d.object_key
