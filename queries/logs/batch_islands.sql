-- When objects were at work by the batch that is being read: events of a file, object and place
-- that overlap or touch are one island, with nothing added after its end. What was delivered twice
-- may stay in: a union does not grow by it. Only where an object's events touch are they counted
-- into islands: elsewhere each is one.
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
