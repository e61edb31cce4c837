-- What each saved answer is used for, for each meter that it has and each day that it touches.
-- Among groupings that cover the whole day, the one with the fewest dimensions gives the billed
-- total, and the one with the most gives the split. If there is only one grouping, it gives both.
-- Different groupings are never added up; different zones are. On a day that two billing periods
-- share, groupings without its hours come last. A dataset without hours counts whole in the period
-- in which the day begins, as an inference. An answer that lacks a meter is not used for that
-- meter. If the days of an answer are known only from its rows, a day without rows says nothing
-- about storage.
-- grain: capture_id, meter, usage_on
-- kind: table
-- partition: account, usage_on
-- empty without: staging.captures
-- column is_total: Whether the answer gives the billed total of the meter on that day: it has
-- column is_total: fewest dimensions
with edges as (select * from params.billing_days where is_edge),
hourless as (select dataset from ref.datasets where grain in ('date', 'row_date')),
stores as (
    select dataset from ref.meters where unit in ('byte-day', 'byte-hour', 'dimension-day')
),
days as (
    select
        c.*,
        (c.window_starts_at::date + unnest(range(
            0, (c.window_ends_at - to_microseconds(1))::date - c.window_starts_at::date + 1
        ))::integer)::date as usage_on
    from staging.captures as c
    where c.is_newest
),
judged as (
    select
        d.*,
        case
            when d.is_truncated or d.rejected_rows > 0 or d.narrowed_by is not null
                or d.captured_at < least(d.window_ends_at, d.usage_on + to_days(1)) then 0
            else date_diff(
                'second',
                greatest(d.window_starts_at, d.usage_on::timestamp),
                least(d.window_ends_at, d.usage_on + to_days(1))
            )
        end as covered_seconds,
        e.usage_on is not null and d.row_count > 0 and d.dataset in (from hourless) as is_guessed,
        e.usage_on is null or d.row_count = 0 or d.dataset in (from hourless)
            or list_has_any(string_split(d.grouping_key, ','), [
                'datetime', 'datetimeMinute', 'datetimeFiveMinutes', 'datetimeFifteenMinutes',
                'datetimeHour'
            ])
            or exists (
                select 1
                from edges as i
                where i.account = d.account and i.usage_on = d.usage_on
                    and i.starts_at <= d.window_starts_at and i.ends_at >= d.window_ends_at
            ) as is_divisible
    from days as d
    left join (select distinct account, usage_on from edges) as e
        on e.account = d.account and e.usage_on = d.usage_on
    left join usage.gauge_days as g on g.capture_id = d.capture_id and g.usage_on = d.usage_on
    where g.usage_on is not null or not d.is_window_inferred or d.dataset not in (from stores)
),
grouped as (
    select
        d.*,
        m.meter,
        m.evidence_rank = 0 and not d.is_guessed as is_adequate,
        sum(d.covered_seconds) over (
            partition by d.account, m.meter, d.zone, d.usage_on, d.grouping_key
        ) as grouping_seconds
    from judged as d
    join usage.capture_meters as m on m.capture_id = d.capture_id and m.is_answered
)
select
    capture_id,
    meter,
    usage_on,
    account,
    dataset,
    is_adequate,
    is_divisible,
    dense_rank() over (
        same_day
        order by is_divisible desc, grouping_seconds desc, is_adequate desc, dimensions,
            grouping_key
    ) = 1 as is_total,
    dense_rank() over (
        same_day
        order by is_divisible desc, grouping_seconds desc, is_adequate desc, dimensions desc,
            grouping_key desc
    ) = 1 as is_split
from grouped
window same_day as (partition by account, meter, zone, usage_on)
