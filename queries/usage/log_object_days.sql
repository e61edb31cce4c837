-- How long the events of an object kept it active on a day: the union of their spans, cut at
-- midnight UTC so that a period takes in no more than its own. As logged (low), as counted (base)
-- and at most (high), which differ by tails and by sockets that may have been accepted; and by how
-- much a tail before hibernation would lengthen it.
-- grain: object_key, usage_on
-- kind: table
with cut as (
    select
        r.*,
        c.base_tail_ms,
        c.high_tail_ms,
        c.idle_tail_ms,
        c.is_guessed_accept,
        unnest(range(
            r.starts_ms // 86400000, (r.ends_ms + c.high_tail_ms) // 86400000 + 1
        )) as day_number
    from usage.log_reaches as r
    join usage.log_object_classes as c using (object_key)
),
parts as (
    select
        object_key,
        day_number,
        is_least,
        is_guessed_accept,
        new_part_ms(
            starts_ms, ends_ms, reached_ms, 0, day_number * 86400000, (day_number + 1) * 86400000
        ) as low_ms,
        new_part_ms(
            starts_ms, ends_ms, reached_ms, base_tail_ms,
            day_number * 86400000, (day_number + 1) * 86400000
        ) as base_ms,
        new_part_ms(
            starts_ms, ends_ms, reached_ms, high_tail_ms,
            day_number * 86400000, (day_number + 1) * 86400000
        ) as high_ms,
        new_part_ms(
            starts_ms, ends_ms, reached_ms, idle_tail_ms,
            day_number * 86400000, (day_number + 1) * 86400000
        ) as idle_ms
    from cut
)
select
    object_key,
    (date '1970-01-01' + day_number::integer)::date as usage_on,
    coalesce(sum(low_ms) filter (where is_least = is_guessed_accept), 0)::hugeint as low_ms,
    coalesce(sum(base_ms) filter (where not is_least), 0)::hugeint as base_ms,
    coalesce(sum(high_ms) filter (where not is_least), 0)::hugeint as high_ms,
    greatest(coalesce(
        sum(idle_ms) filter (where not is_least) - sum(base_ms) filter (where not is_least), 0
    ), 0)::hugeint as idle_ms
from parts
group by object_key, day_number
having sum(high_ms) > 0
