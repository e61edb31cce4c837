-- What the saved answers say about each slot of a billing period, for one meter. If a dataset is
-- asked zone by zone, the zone that is known least decides. Two kinds of day are not covered: a
-- day of which a counter does not tell what it added, and a day whose rows may repeat usage.
-- grain: account, period_id, meter, starts_at
-- partition: account, period_id
with placed as (
    select
        w.account,
        w.period_id,
        w.dataset,
        w.meter,
        w.usage_on,
        w.starts_at,
        w.ends_at,
        w.zone,
        date_diff('second', w.starts_at, w.ends_at) as slot_seconds,
        count(capture_id) as answers,
        count(capture_id) filter (where error_message is null) > 0 as has_answer,
        any_value(w.ends_at + to_minutes(coalesce(d.arrives_within_minutes, 0))) as due_at,
        coalesce(bool_or(error_message is not null), false) as is_refused,
        coalesce(bool_or(is_truncated), false) as is_truncated,
        coalesce(sum(rejected_rows), 0)::bigint as rejected_rows,
        max(error_message) as error_message,
        max(row_limit) filter (where is_truncated) as row_limit,
        max(w.lacks) as lacks,
        max(narrowed_by) as narrowed_by,
        coalesce(bool_or(is_window_inferred or is_time_inferred or not is_adequate), false)
            as is_inferred,
        coalesce(bool_or(
            captured_at < covered_to_at + to_minutes(coalesce(d.arrives_within_minutes, 0))
        ) filter (where error_message is null), false) as is_late,
        coalesce(sum(date_diff('second', covered_from_at, covered_to_at)) filter (
            where error_message is null and is_divisible and rejected_rows = 0
                and narrowed_by is null
                and (captured_at is null or captured_at >= covered_to_at)
        ), 0) as covered_seconds
    from usage.coverage_windows as w
    left join ref.datasets as d on d.dataset = w.dataset
    group by all
),
gaps as (
    select account, period_id, meter, usage_on, lacks from usage.counter_gaps
    union all
    select r.account, p.period_id, r.meter, r.usage_on, r.lacks
    from usage.repeated_days as r
    join params.day_periods as p using (account, usage_on)
)
select
    account,
    period_id,
    dataset,
    meter,
    usage_on,
    starts_at,
    ends_at,
    slot_seconds,
    sum(answers) as answers,
    bool_or(has_answer) as has_answer,
    any_value(due_at) as due_at,
    bool_and(is_refused and covered_seconds = 0) as is_refused,
    bool_or(is_truncated) as is_truncated,
    sum(rejected_rows)::bigint as rejected_rows,
    max(error_message) filter (where covered_seconds < slot_seconds) as error_message,
    max(row_limit) as row_limit,
    coalesce(max(g.lacks), max(p.lacks)) as lacks,
    max(narrowed_by) as narrowed_by,
    bool_or(is_inferred) as is_inferred,
    bool_or(is_late) as is_late,
    if(max(g.lacks) is null, min(covered_seconds), 0) as covered_seconds,
    min(zone) filter (where answers = 0) as unsaved_zone
from placed as p
left join gaps as g using (account, period_id, meter, usage_on)
group by all
