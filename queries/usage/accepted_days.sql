-- Days of a dataset that a person has accepted, with the answers that were loaded at that time. A
-- day with answers loaded later has to be accepted again.
-- grain: account, dataset, usage_on
-- column reason: Why a person accepted the day
select a.account, a.dataset, a.usage_on, a.reason
from staging.coverage_acceptances as a
where not exists (
    select 1
    from usage.capture_days as d
    join staging.captures as c using (capture_id)
    join staging.loads as l using (load_id)
    where d.account = a.account and d.dataset = a.dataset and d.usage_on = a.usage_on
        and d.is_total and l.loaded_at > a.accepted_at
)
