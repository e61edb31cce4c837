-- How long an object was active on a day without its open sockets, for classes that are only
-- guessed to accept sockets. The sockets may have hibernated, so this is the low end.
-- grain: object_key, usage_on
-- kind: table
with guessed as (select object_key from logs.object_classes where is_guessed_accept),
reaches as (
    select object_key, starts_ms, ends_ms, max(ends_ms) over (
        partition by object_key order by starts_ms
        rows between unbounded preceding and 1 preceding
    ) as reached_ms
    from staging.log_spans
    where not is_upgrade and object_key in (select object_key from guessed)
),
cut as (
    select *, unnest(range(starts_ms // 86400000, ends_ms // 86400000 + 1)) as day_number
    from reaches
)
select
    object_key,
    (date '1970-01-01' + day_number::integer)::date as usage_on,
    sum(new_part_ms(
        starts_ms, ends_ms, reached_ms, 0, day_number * 86400000, (day_number + 1) * 86400000
    ))::hugeint as active_ms
from cut
group by object_key, day_number
