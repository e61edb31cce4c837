-- The coverage ledger: what is known about each slot (day or hour) of a billing period, for one
-- meter. Partial: the answer was saved before the slot ended, holds only a part of it, or is by
-- day where the slot is an hour. Late: the answer was saved so early that rows may have been
-- missing. Provisional: the period is running, and the slot is not over or rows may still arrive.
-- Suspect: the answers show nothing where a sibling dataset shows usage, even if a person has
-- accepted that. An answer without the meter covers nothing. An answer with a rejected row covers
-- no slot completely. `reason` adds to the status.
-- grain: account, period_id, meter, starts_at
-- kind: table
-- partition: account, period_id
-- empty without: usage.expected_meters
-- see: https://developers.cloudflare.com/analytics/graphql-api/errors/
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
        when j.unsaved_zone is not null
            then printf('nothing of the zone %s was saved', j.unsaved_zone)
        when d.accepted_reason is not null then 'accepted: ' || d.accepted_reason
        when d.usage_on is not null then printf(
            '%s is shown, while %s that day', d.lacking,
            sibling_words(d.sibling, d.level, d.sibling_shows, d.counted_as)
        )
    end as reason
from usage.judged_slots as j
left join params.running_periods as r using (account, period_id)
left join usage.expected_datasets as e using (account, dataset)
left join usage.sampled_days as s using (account, dataset, usage_on)
left join usage.suspect_days as d using (account, period_id, meter, usage_on)
