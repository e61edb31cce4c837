-- When an object was active by all loaded logs: the islands of all files merged, in milliseconds
-- since 1970, the end exclusive. No idle time is added. Which idle time is billed depends on the
-- reading, and it is added to the spans before they are merged. Upgrades are kept apart.
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
    -- Of intervals with the same start, the one that begins an island comes first.
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
