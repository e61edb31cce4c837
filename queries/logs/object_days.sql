-- How long the events of an object kept it active on a day: the union of their spans, cut at
-- midnight UTC so that each billing period has its own part. The columns are as logged (low), as
-- counted (base) and at most (high). They differ by idle time after events and by sockets that may
-- have hibernated. One more column is the time that idle time before hibernation would add.
-- grain: object_key, usage_on
-- kind: table
with spans as (
    select
        r.object_key,
        r.starts_ms,
        r.ends_ms,
        r.reached_ms,
        c.base_tail_ms,
        c.high_tail_ms,
        c.idle_tail_ms,
        r.starts_ms // 86400000 as first_day,
        (r.ends_ms + c.high_tail_ms) // 86400000 as last_day
    from logs.spans_with_reach as r
    join logs.object_classes as c using (object_key)
),
-- Nearly every span lies within a day. Unnesting all of them would cost as much as the union.
cut as (
    select *, first_day as day_number
    from spans
    where first_day = last_day
    union all
    select *, unnest(range(first_day, last_day + 1)) as day_number
    from spans
    where first_day < last_day
),
timed as (
    select
        *,
        day_number * 86400000 as from_ms,
        (day_number + 1) * 86400000 as to_ms
    from cut
),
days as (
    select
        object_key,
        (date '1970-01-01' + day_number::integer)::date as usage_on,
        sum(new_part_ms(starts_ms, ends_ms, reached_ms, 0, from_ms, to_ms)) as logged_ms,
        sum(new_part_ms(starts_ms, ends_ms, reached_ms, base_tail_ms, from_ms, to_ms)) as base_ms,
        sum(new_part_ms(starts_ms, ends_ms, reached_ms, high_tail_ms, from_ms, to_ms)) as high_ms,
        sum(new_part_ms(starts_ms, ends_ms, reached_ms, idle_tail_ms, from_ms, to_ms)) as idle_ms
    from timed
    group by object_key, day_number
)
select
    d.object_key,
    d.usage_on,
    case when c.is_guessed_accept then coalesce(l.active_ms, 0) else d.logged_ms end::hugeint
        as low_ms,
    d.base_ms::hugeint as base_ms,
    d.high_ms::hugeint as high_ms,
    greatest(d.idle_ms - d.base_ms, 0)::hugeint as idle_ms
from days as d
join logs.object_classes as c using (object_key)
left join logs.least_days as l using (object_key, usage_on)
where d.high_ms > 0
