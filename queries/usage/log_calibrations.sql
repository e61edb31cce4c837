-- Active time of a Durable Object class by the analytics, beside the shortest time that the logs
-- allow, on days that have both. A ratio far above one means that something outside the logs keeps
-- objects awake, or that logs are missing.
-- grain: account, period_id, script, class
-- kind: table
-- empty without: logs.active_days
-- partition: account, period_id
-- column low_us: Shortest active time by the logs on days that have both [microseconds]
with metered as (
    select m.account, m.usage_on, r.script, r.class, sum(m.total)::hugeint as analytics_us
    from usage.meters as m
    join usage.resources as r using (resource_key)
    where m.meter = 'durable_objects.active_us'
    group by all
),
logged as (
    select account, usage_on, script, class, sum(low_us)::hugeint as low_us
    from logs.active_days
    where events > 0 or base_us > 0
    group by all
)
select
    l.account,
    p.period_id,
    l.script,
    l.class,
    count(*) as days,
    sum(m.analytics_us)::hugeint as analytics_us,
    sum(l.low_us)::hugeint as low_us
from logged as l
join metered as m using (account, usage_on, script, class)
join params.day_periods as p using (account, usage_on)
group by l.account, p.period_id, l.script, l.class
