-- How much of a billing period each dataset covers. A day is complete where all its slots are, from
-- samples or not; one to come lacks nothing, for the period runs and the day is not over.
-- grain: account, period_id, dataset
with days as (
    select
        account,
        period_id,
        dataset,
        usage_on,
        bool_and(status in ('complete', 'sampled')) as is_complete,
        bool_or(status not in ('complete', 'sampled', 'provisional')) as is_missing,
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
    count(*) filter (where not is_complete and not is_missing) as days_to_come
from days
group by account, period_id, dataset
