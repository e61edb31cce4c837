-- When objects were active: overlapping and touching events of one object and place are merged, no
-- idle time is added. The answer, read as `events` with `starts_ms` as `event_ms` and the length as
-- `wall_ms`, gives the same answer again.
-- see: ../README.md
with reaching as (
    select
        script,
        entrypoint,
        dispatch_namespace,
        object_id,
        kind = 'upgrade' as is_upgrade,
        event_ms as starts_ms,
        event_ms + wall_ms as ends_ms,
        max(event_ms + wall_ms) over (
            partition by script, entrypoint, dispatch_namespace, object_id, kind = 'upgrade'
            order by event_ms
            rows between unbounded preceding and 1 preceding
        ) as reached_ms
    from events
    where events > 0 and is_object and object_id is not null
),
starting as (
    select *, reached_ms is null or starts_ms > reached_ms as is_first
    from reaching
),
grouped as (
    -- Of events with the same start, the one that begins an island comes first.
    select *, count(*) filter (where is_first) over (
        partition by script, entrypoint, dispatch_namespace, object_id, is_upgrade
        order by starts_ms, is_first desc
        rows unbounded preceding
    ) as island
    from starting
)
select
    script,
    entrypoint,
    dispatch_namespace,
    object_id,
    is_upgrade,
    min(starts_ms) as starts_ms,
    max(ends_ms) as ends_ms
from grouped
group by script, entrypoint, dispatch_namespace, object_id, is_upgrade, island
