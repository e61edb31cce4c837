-- Active time of Durable Objects by the logs, a row per object and day, as low, base and high. Logs
-- give wall time in whole milliseconds: the base adds half a millisecond to each event, the high
-- end a whole one. Events without an object id (`object_key` is null) add up their wall time. That
-- counts overlapping events of one object more than once, so it is the high end, and zero is the
-- low end.
-- grain: account, script, class, object_key, usage_on
-- kind: table
with events as (
    select
        c.account,
        c.script,
        c.class,
        h.object_key,
        h.usage_on,
        sum(h.events)::hugeint as events,
        sum(h.wall_ms)::hugeint as wall_ms
    from logs.days as h
    join logs.classes as c
        on c.account = h.account and c.script = h.script and c.class = h.entrypoint
    where h.is_object and (h.kind <> 'upgrade' or c.has_upgrades)
    group by all
),
named as (
    select
        c.account,
        c.script,
        c.class,
        object_key,
        usage_on,
        coalesce(e.events, 0) as events,
        least(coalesce(d.low_ms, 0), coalesce(a.cpu_ms, d.low_ms, 0)) as low_ms,
        coalesce(d.base_ms, 0) as base_ms,
        coalesce(d.high_ms, 0) as high_ms,
        coalesce(d.idle_ms, 0) as idle_ms
    from logs.object_days as d
    full join (
        select object_key, usage_on, sum(events) as events
        from events
        where object_key is not null
        group by object_key, usage_on
    ) as e using (object_key, usage_on)
    left join logs.alarm_chains as a using (object_key, usage_on)
    join logs.object_classes as c using (object_key)
),
unnamed as (
    select
        * exclude (wall_ms),
        0::hugeint as low_ms,
        wall_ms as base_ms,
        wall_ms as high_ms,
        0::hugeint as idle_ms
    from events
    where object_key is null
)
select
    account,
    script,
    class,
    object_key,
    usage_on,
    events,
    (low_ms * 1000)::hugeint as low_us,
    least(base_ms * 1000 + events * 500, most_us)::hugeint as base_us,
    least(high_ms * 1000 + events * 1000, most_us)::hugeint as high_us,
    (idle_ms * 1000)::hugeint as idle_us
from (
    select *, 86400000000::hugeint as most_us from named
    union all
    select *, base_ms * 1000 + events * 1000 from unnamed
)
