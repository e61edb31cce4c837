-- The coverage ledger: what is known of each slot of a billing period, a meter at a time. Partial:
-- the window was saved before it ended or holds part of a slot, or the answer is by day where the
-- slot is an hour. Late: it was saved so soon that rows may have been missing. Provisional: the
-- period runs, and the slot is not over or its rows may still be missing. Suspect: the answers show
-- nothing where a sibling shows usage, even if a person has accepted that. An answer without the
-- meter covers nothing; one with a rejected row covers nothing whole. `reason` adds to the status.
-- grain: account, period_id, meter, starts_at
-- kind: table
-- partition: account, period_id
-- see: https://developers.cloudflare.com/analytics/graphql-api/errors/
with judged as (
    select
        w.account,
        w.period_id,
        w.dataset,
        w.meter,
        w.usage_on,
        w.starts_at,
        w.ends_at,
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
)
select
    j.account,
    j.period_id,
    j.dataset,
    j.meter,
    j.usage_on,
    j.starts_at,
    j.ends_at,
    j.has_answer,
    case
        when j.due_at > r.judged_at and (j.covered_seconds < j.slot_seconds or j.is_late
            or j.is_truncated) then 'provisional'
        when j.answers = 0 then 'missing'
        when j.is_truncated then 'truncated'
        when j.covered_seconds = 0 and j.is_refused then 'refused'
        when j.covered_seconds < j.slot_seconds then 'partial'
        when j.is_late then 'late'
        when d.usage_on is not null then 'suspect'
        when s.usage_on is not null then 'sampled'
        else 'complete'
    end as status,
    case
        when j.due_at > r.judged_at and (j.covered_seconds < j.slot_seconds or j.is_late
            or j.is_truncated) then 'inferred'
        when j.covered_seconds < j.slot_seconds or j.is_truncated then 'missing'
        when j.is_inferred or j.is_late or d.usage_on is not null then 'inferred'
        when s.usage_on is not null then 'sampled'
        else 'exact'
    end as evidence,
    j.lacks,
    d.accepted_reason is not null as is_accepted,
    case
        when j.is_truncated then printf('the answer is full at its limit of %d rows', j.row_limit)
        when j.covered_seconds < j.slot_seconds and j.rejected_rows > 0
            then printf(
                '%d row(s) of the answer were rejected: see report rejects', j.rejected_rows
            )
        when j.covered_seconds < j.slot_seconds and j.error_message is not null
            then j.error_message
        when j.covered_seconds < j.slot_seconds and j.narrowed_by is not null
            then printf('its request asks for a part of the account: %s', j.narrowed_by)
        when j.covered_seconds < j.slot_seconds and j.lacks is not null
            then printf('%s is not in the answer', j.lacks)
        when j.answers = 0 then 'nothing of it was saved: ' || e.because
        when d.accepted_reason is not null then 'accepted: ' || d.accepted_reason
        when d.usage_on is not null then printf(
            '%s is shown, while %s that day', d.lacking,
            sibling_words(d.sibling, d.level, d.sibling_shows, d.counted_as)
        )
    end as reason
from judged as j
left join params.running_periods as r using (account, period_id)
left join usage.expected_datasets as e using (account, dataset)
left join usage.sampled_days as s using (account, dataset, usage_on)
left join usage.suspect_days as d using (account, period_id, meter, usage_on)
