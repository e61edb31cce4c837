-- How much of a billing period each dataset covers. A day is complete where all its slots are,
-- sampled or not. A day in the future or still running is not missing. A suspect day is neither
-- complete nor missing until a person has accepted it: its answers show nothing where a sibling
-- shows usage.
-- grain: account, period_id, dataset
-- column days_missing: Days that are missing, as a list; null where none is [day UTC]
-- column days_suspect: Days that may have lost usage, as a list; null where none has [day UTC]
with days as (
    select
        account,
        period_id,
        dataset,
        usage_on,
        bool_and(status in ('complete', 'sampled') or status = 'suspect' and is_accepted)
            as is_complete,
        bool_or(is_missing_status(status)) as is_missing,
        bool_or(status = 'suspect' and not is_accepted) as is_suspect,
        max(evidence_rank(evidence)) as evidence_rank
    from usage.dataset_coverage
    group by account, period_id, dataset, usage_on
)
select
    account,
    period_id,
    dataset,
    count(*) as days_expected,
    count(*) filter (where is_complete) as days_complete,
    list(strftime(usage_on, '%Y-%m-%d') order by usage_on) filter (where is_missing)
        as days_missing,
    min(usage_on) filter (where is_missing) as first_missing_on,
    evidence_name(max(evidence_rank)) as evidence,
    count(*) filter (where not is_complete and not is_missing and not is_suspect) as days_to_come,
    list(strftime(usage_on, '%Y-%m-%d') order by usage_on)
        filter (where is_suspect and not is_missing) as days_suspect
from days
group by account, period_id, dataset
