-- Duration by the logs of each Durable Object in a billing period, as low, base and high, with the
-- reason of the band. Events without an object id share one row per class.
-- grain: account, period_id, script, class, object_id
-- column days: Days on which the object was at work [days]
-- column events: Events of the object in the logs [events]
select
    d.account,
    d.period_id,
    d.script,
    d.class,
    o.object_id,
    d.events,
    d.days,
    d.low_us as low_active_us,
    d.base_us as base_active_us,
    d.high_us as high_active_us,
    ratio_9(d.low_us * s.memory_mb, s.mb_per_gb * 1000000) as low_gb_s,
    ratio_9(d.base_us * s.memory_mb, s.mb_per_gb * 1000000) as base_gb_s,
    ratio_9(d.high_us * s.memory_mb, s.mb_per_gb * 1000000) as high_gb_s,
    case when d.object_key is null
        then 'no object ids: wall times added up, which is an upper bound; ' else '' end
        || b.band as band
from logs.durations as d
join params.selection as c on true
join params.scenarios as s on s.scenario = c.scenario
join report.log_bands as b using (account, script, class)
left join staging.log_objects as o using (object_key)
