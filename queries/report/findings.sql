-- What to look at, the dearest first within its kind.
-- grain: account, period_id, finding_rank, says
select account, period_id, 1 as finding_rank, 'variance' as kind, usd, says, line_key as subject
from report.finding_variances
union all
select account, period_id, 2, 'block edge', usd, says, sku
from report.finding_edges
union all
select account, period_id, 3, 'not hibernating', usd, says, 'durable_objects.duration'
from report.finding_sleepless
union all
select account, period_id, 4, 'no tenant', usd, says, sku
from report.finding_owners
union all
select account, period_id, 5, 'unknown type', usd, says, 'durable_objects.requests'
from report.finding_types
union all
select
    account,
    period_id,
    6,
    'coverage',
    0::decimal(38, 2),
    printf('%s lacks %d of %d days.', dataset, days_expected - days_complete, days_expected),
    dataset
from report.coverage
where days_complete < days_expected
