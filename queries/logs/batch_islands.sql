-- When objects were active by the current batch. Events of one file, object and place that overlap
-- or touch are merged into one island; no idle time is added. Repeated deliveries may stay in,
-- because they do not extend a union. Only objects with touching events need the merge: each other
-- event is an island as it is.
-- grain: load_key, object_hash, place_hash, is_upgrade, starts_ms
with events as (
    select
        load_key,
        object_hash,
        place_hash,
        is_upgrade,
        hash(load_key, object_hash, place_hash, is_upgrade) as island_hash,
        event_ms as starts_ms,
        event_ms + wall_ms as ends_ms
    from staging.log_batch
    where event_ms is not null and is_object and object_hash is not null and earlier_loads is null
),
reaching as (
    select *, max(ends_ms) over (
        partition by island_hash order by starts_ms
        rows between unbounded preceding and 1 preceding
    ) as reached_ms
    from events
),
touching as (select distinct island_hash from reaching where starts_ms <= reached_ms),
starting as (
    select *, reached_ms is null or starts_ms > reached_ms as is_first
    from reaching
    semi join touching using (island_hash)
),
grouped as (
    select *, count(*) filter (where is_first) over (
        partition by island_hash order by starts_ms, is_first desc rows unbounded preceding
    ) as island
    from starting
)
select load_key, object_hash, place_hash, is_upgrade, starts_ms, ends_ms
from reaching
anti join touching using (island_hash)
union all
select load_key, object_hash, place_hash, is_upgrade, min(starts_ms), max(ends_ms)
from grouped
group by load_key, object_hash, place_hash, is_upgrade, island
