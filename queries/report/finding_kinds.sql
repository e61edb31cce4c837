-- All findings, each of its kind.
-- grain: account, period_id, finding_rank, says
select account, period_id, 1 as finding_rank, 'variance' as kind, usd, says, line_key as subject
from report.finding_variances
union all
select account, period_id, 1, 'daily limit', usd, says, sku
from report.finding_limits
union all
select account, period_id, 1, 'printed price', usd, says, line_key
from report.finding_prices
union all
select account, period_id, 20, 'no statement', usd, says, 'periods'
from report.finding_unplaced
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
select account, period_id, 5, 'not metered', usd, says, 'workers_for_platforms.requests'
from report.finding_platforms
union all
select account, period_id, 5, 'not metered', usd, says, line_key
from report.finding_unmetered
union all
select account, period_id, finding_rank, kind, usd, says, subject
from report.finding_inputs
union all
select account, period_id, 0, 'coverage', usd, says, dataset
from report.finding_lacks
union all
select account, period_id, 0, 'coverage', usd, says, dataset
from report.finding_unsaved
union all
select account, period_id, 0, 'suspect', usd, says,
    printf('%s %s', dataset, case when to_on = first_on + 1 then first_on::varchar
        else first_on::varchar || '..' || to_on::varchar end)
from report.finding_suspects
union all
select account, period_id, 0, 'coverage', 0::decimal(38, 2), says, dataset
from report.finding_silences
union all
select account, period_id, 9, 'sampling', usd, says, sku
from report.finding_sampling
union all
select account, period_id, 11, 'subscription', usd, says, subscription_id
from report.finding_subscriptions
union all
select account, period_id, 3, 'awake by the logs', usd, says, 'durable_objects.duration'
from report.finding_awake
union all
select account, period_id, 11, 'gaps in logs', usd, says, script
from report.finding_log_gaps
union all
select account, period_id, 12, 'logs in part', usd, says, job_digest
from report.finding_log_jobs
union all
select account, period_id, 4, 'tenant map', 0::decimal(38, 2), says, null
from report.finding_map
union all
select account, period_id, 5, 'refused list', 0::decimal(38, 2), says, name
from report.finding_lists
union all
select account, period_id, 13, 'allowance', usd, says, subject
from report.doubts
union all
select account, period_id, 14, 'successor', 0::decimal(38, 2), says, sku
from report.successions
join reconcile.predictions as p using (account, period_id, sku)
union all
select account, period_id, 12, 'feed', usd, says, 'billable_usage'
from report.finding_feed
