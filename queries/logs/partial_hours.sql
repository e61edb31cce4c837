-- Events of the partial sums that are being loaded, by hour, sort and object.
-- grain: hour_at, sort_hash, object_hash
select
    hour_at,
    sort_hash,
    object_hash,
    sum(events) as events,
    sum(wall_ms) as wall_ms,
    sum(cpu_ms) as cpu_ms,
    case when count(log_lines) = count(*) then sum(log_lines) end as log_lines
from staging.log_partial_hours
where events > 0
group by hour_at, sort_hash, object_hash
