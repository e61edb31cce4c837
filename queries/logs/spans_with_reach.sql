-- Spans of activity in the order of their start, each with the latest end of those before it (its
-- reach). The part of a span beyond its reach is new, and the new parts add up to the union. Idle
-- time after an event moves spans and reach alike, so one pass serves any length of idle time. The
-- time of an open socket counts for classes that accept sockets without hibernation. For other
-- classes it only says how long a connection lasted.
-- grain: load_key, object_key, place_key, is_upgrade, starts_ms
with accepting as (select object_key from logs.object_classes where has_upgrades),
spans as (
    select *
    from staging.log_spans
    where not is_upgrade
    union all
    select *
    from staging.log_spans
    where is_upgrade and object_key in (select object_key from accepting)
)
select *, max(ends_ms) over (
    partition by object_key order by starts_ms
    rows between unbounded preceding and 1 preceding
) as reached_ms
from spans
