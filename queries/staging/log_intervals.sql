-- When an object was at work by all loaded logs: islands of the islands of each file, in
-- milliseconds since 1970, the end exclusive. Nothing is added after an end: which idle time is
-- billed is a reading, applied to these before their union. Upgrades stand apart.
-- grain: object_key, script, entrypoint, is_upgrade, starts_ms
with placed as (
    select p.account, p.script, p.entrypoint, i.object_key, i.is_upgrade, i.starts_ms, i.ends_ms
    from raw.log_intervals as i
    join raw.log_places as p using (place_key)
),
reaching as (
    select *, max(ends_ms) over (
        partition by object_key, script, entrypoint, is_upgrade order by starts_ms
        rows between unbounded preceding and 1 preceding
    ) as reached_ms
    from placed
),
starts as (
    select *, (reached_ms is null or starts_ms > reached_ms)::integer as begins
    from reaching
),
islands as (
    -- Of intervals that start together the one that begins an island comes first.
    select *, sum(begins) over (
        partition by object_key, script, entrypoint, is_upgrade order by starts_ms, begins desc
        rows unbounded preceding
    ) as island
    from starts
)
select
    account,
    script,
    entrypoint,
    object_key,
    is_upgrade,
    min(starts_ms) as starts_ms,
    max(ends_ms) as ends_ms
from islands
group by account, script, entrypoint, object_key, is_upgrade, island
