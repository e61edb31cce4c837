-- What cannot be right in the partial sums that are being loaded: a damaged file, or a source that
-- answered wrongly. No row is the rule.
-- grain: fault
with hours as (
    select case
        when not coalesce(events >= 0 and lines >= 0, false)
            then 'a number of events or lines is missing or negative'
        when events > 0 and not coalesce(is_event_ms(hour_ms) and hour_ms % 3600000 = 0, false)
            then 'events have no hour'
        when events > 0 and is_object is null
            then 'events do not say whether they ran in a Durable Object'
        when events > 0 and not coalesce(wall_ms >= 0 and cpu_ms >= 0, false)
            then 'a time of events is missing or negative'
        when lines > 0 and not coalesce(
            is_event_ms(said_hour_ms) and said_hour_ms % 3600000 = 0, false
        ) then 'usage lines have no hour'
        when lines > 0 and (rows_read is null or rows_written is null)
            then 'usage lines have no number of rows'
        when (database_bytes is null) <> (database_ms is null)
            then 'a size is stated without its time'
    end as fault
    from staging.log_partial_hours
),
placed as (
    select place_hash, object_hash from staging.log_partial_hours where events > 0 and is_object
),
islands as (
    select case
        when object_hash is null or is_upgrade is null or hour_ms is null
            or not coalesce(len(starts) > 0 and len(starts) = len(lengths), false)
            or list_count(starts) < len(starts) or list_count(lengths) < len(lengths)
            then 'activity has no object or no time'
        when list_min(lengths) < 0 then 'activity ends before it starts'
        when list_min(starts) < 0 or not is_event_ms(hour_ms)
            or not is_event_ms(hour_ms + list_max(starts))
            then 'activity has no time of this century'
        when (place_hash, object_hash) not in (from placed) then 'activity has no event'
    end as fault
    from staging.log_partial_islands
),
repeated as (
    select 'activity is stated twice' as fault
    from staging.log_partial_islands
    group by place_hash, object_hash, is_upgrade, hour_ms
    having count(*) > 1
)
select fault, count(*) as rows
from (
    from hours
    union all
    from islands
    union all
    from repeated
)
where fault is not null
group by fault
