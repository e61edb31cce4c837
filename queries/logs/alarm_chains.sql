-- Days on which the alarms of an object last until the next one and use hardly any CPU time. The
-- wall time of such an alarm may be the time to the next firing, so it is no lower bound of active
-- time: the CPU time is. A chain has ten alarms or more with at most 3 ms of CPU time each, and
-- their wall time fills nine tenths of the time from the first event to the last.
-- grain: object_key, usage_on
-- kind: table
-- see: https://github.com/cloudflare/agents/issues/1703
with alarms as (
    select
        object_key,
        usage_on,
        sum(events) filter (where kind = 'alarm') as alarms,
        sum(wall_ms) filter (where kind = 'alarm') as wall_ms,
        sum(cpu_ms) filter (where kind = 'alarm') as alarm_cpu_ms,
        sum(cpu_ms)::hugeint as cpu_ms
    from logs.days
    where object_key is not null
    group by object_key, usage_on
    having alarms >= 10 and alarm_cpu_ms <= alarms * 3 and wall_ms >= alarms * 1000
),
cut as (
    select object_key, starts_ms, ends_ms,
        unnest(range(starts_ms // 86400000, ends_ms // 86400000 + 1)) as day_number
    from staging.log_spans
    where not is_upgrade and object_key in (select object_key from alarms)
),
spans as (
    select
        object_key,
        (date '1970-01-01' + day_number::integer)::date as usage_on,
        max(least(ends_ms, (day_number + 1) * 86400000))
            - min(greatest(starts_ms, day_number * 86400000)) as span_ms
    from cut
    group by object_key, day_number
)
select a.object_key, a.usage_on, a.alarms::hugeint as alarms, a.cpu_ms
from alarms as a
join spans as s using (object_key, usage_on)
where a.wall_ms * 10 >= s.span_ms * 9
