-- The coverage ledger in detail: a row for each day, or hour of a day that two periods share, that
-- is not complete or whose split differs from its total, with the reason where one is known.
-- grain: account, period_id, dataset, starts_at
select
    account,
    period_id,
    dataset,
    usage_on,
    starts_at,
    ends_at,
    status,
    evidence,
    differing_meter,
    total,
    split,
    difference,
    reason
from usage.dataset_coverage
where status <> 'complete' or difference is not null
