-- Days of a dataset that a person has accepted though they show nothing, with the reason.
-- `is_suspect` is false where rows of the day were loaded later: such a day needs no acceptance any
-- more.
-- grain: account, dataset, usage_on
-- column is_suspect: Whether the day still looks as if usage was lost
-- column reason: Why a person accepted the day
select
    a.account,
    a.dataset,
    a.usage_on,
    a.reason,
    a.accepted_at,
    (a.account, a.dataset, a.usage_on) in (
        select (s.account, s.dataset, s.usage_on) from usage.suspect_days as s
    ) as is_suspect
from staging.coverage_acceptances as a
