-- Duration by the logs of each Durable Object class in a billing period, and of the account (no
-- class), as low, base and high, with the reason of the band. `calibration` is the duration by the
-- analytics divided by the low one, on days that have both.
-- grain: account, period_id, script, class
-- column class: Durable Object class; null for the sum of the account
-- column events: Events of the class in the logs [events]
-- column objects: Objects with an id in the logs [count]
-- column script: Worker script; null for the sum of the account
with totals as (
    select
        account,
        period_id,
        script,
        class,
        count(object_key) as objects,
        sum(events)::hugeint as events,
        sum(low_us)::hugeint as low_us,
        sum(base_us)::hugeint as base_us,
        sum(high_us)::hugeint as high_us,
        count(*) filter (where object_key is null) > 0 as has_unnamed
    from logs.durations
    group by grouping sets ((account, period_id, script, class), (account, period_id))
)
select
    t.account,
    t.period_id,
    t.script,
    t.class,
    t.objects,
    t.events,
    t.low_us as low_active_us,
    t.base_us as base_active_us,
    t.high_us as high_active_us,
    ratio_9(t.low_us * s.memory_mb, s.mb_per_gb * 1000000) as low_gb_s,
    ratio_9(t.base_us * s.memory_mb, s.mb_per_gb * 1000000) as base_gb_s,
    ratio_9(t.high_us * s.memory_mb, s.mb_per_gb * 1000000) as high_gb_s,
    case when a.low_us > 0 then ratio_9(a.analytics_us, a.low_us) end as calibration,
    a.days as calibration_days,
    case when t.has_unnamed
        then 'events without an object id are added up, which is an upper bound; ' else '' end
        || coalesce(b.band, 'all classes') as band
from totals as t
join params.selection as c on true
join params.scenarios as s on s.scenario = c.scenario
left join report.log_bands as b using (account, script, class)
left join usage.log_calibrations as a using (account, period_id, script, class)
