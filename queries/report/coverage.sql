-- How much of a billing period each dataset covers.
-- grain: account, period_id, dataset
select
    account,
    period_id,
    dataset,
    count(*) as days_expected,
    count(*) filter (where status = 'complete') as days_complete,
    list(strftime(usage_on, '%Y-%m-%d') order by usage_on) filter (where status <> 'complete')
        as days_missing,
    min(usage_on) filter (where status <> 'complete') as first_missing_on,
    evidence_name(max(evidence_rank(evidence))) as evidence
from usage.coverage
group by account, period_id, dataset
