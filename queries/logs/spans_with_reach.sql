-- Spans of activity in the order of their start, each with how far those before it reach: what lies
-- beyond is new, and the new parts add up to the union. A tail moves spans and reach alike, so this
-- one pass gives the union under any tail. The time of an open socket counts for classes that
-- accept sockets; for others it only says how long a connection lasted.
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
