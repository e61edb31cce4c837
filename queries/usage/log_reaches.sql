-- Spans of activity in the order of their start, each with how far those before it reach: what lies
-- beyond is new, and the new parts add up to the union. A tail moves spans and reach alike, so this
-- one pass gives the union under any tail. The time of an open socket counts for classes that
-- accept sockets; where that is a guess the least reading (`is_least`) does without it.
-- grain: is_least, load_key, object_key, place_key, is_upgrade, starts_ms
with accepting as (select object_key from usage.log_object_classes where has_upgrades),
guessed as (select object_key from usage.log_object_classes where is_guessed_accept),
spans as (
    select *, false as is_least
    from staging.log_spans
    where not is_upgrade
    union all
    select *, false
    from staging.log_spans
    where is_upgrade and object_key in (select object_key from accepting)
    union all
    select *, true
    from staging.log_spans
    where not is_upgrade and object_key in (select object_key from guessed)
)
select *, max(ends_ms) over (
    partition by object_key, is_least order by starts_ms
    rows between unbounded preceding and 1 preceding
) as reached_ms
from spans
