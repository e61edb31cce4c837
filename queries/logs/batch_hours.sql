-- Events of the current batch by file, hour, sort and object. Each file counts all its events.
-- Events that other files had delivered earlier are subtracted again in rows of negative numbers.
-- grain: load_key, hour_at, sort_hash, object_hash, earlier_loads
select
    load_key,
    event_hour_at(event_ms) as hour_at,
    sort_hash,
    object_hash,
    null::integer[] as earlier_loads,
    count(*) as events,
    sum(wall_ms) as wall_ms,
    sum(cpu_ms) as cpu_ms,
    case when count(log_lines) = count(*) then sum(log_lines) end as log_lines
from staging.log_batch
where event_ms is not null and earlier_loads is null
group by load_key, event_hour_at(event_ms), sort_hash, object_hash
union all
select
    load_key,
    event_hour_at(event_ms) as hour_at,
    sort_hash,
    object_hash,
    earlier_loads,
    -count(*),
    -sum(wall_ms),
    -sum(cpu_ms),
    case when count(log_lines) = count(*) then -sum(log_lines) end
from staging.log_batch
where event_ms is not null and earlier_loads is not null
group by all
