-- The coverage ledger in detail: a row for each day, or hour of a day that two periods share, that
-- is not complete or whose split differs from its total, with the reason where one is known.
-- grain: account, period_id, dataset, starts_at
-- column difference: Total less split; null where they agree [unit of the meter]
-- column reason: What adds to the status, in words; null where nothing does
-- column split: Split of the differing meter; null where none differs [unit of the meter]
-- column status: What is known of the slot, by the worst of its meters
-- column total: Total of the differing meter; null where none differs [unit of the meter]
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
