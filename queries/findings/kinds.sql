-- All findings, a row each, with the kind that each belongs to.
-- grain: account, period_id, finding_rank, says
-- column kind: Kind of the finding, such as variance, coverage or a behaviour
select account, period_id, 1 as finding_rank, 'variance' as kind, usd, says, line_key as subject
from findings.variances
union all
select account, period_id, 1, 'daily limit', usd, says, sku
from findings.limits
union all
select account, period_id, 1, 'printed price', usd, says, line_key
from findings.prices
union all
select account, period_id, 20, 'no statement', usd, says, 'periods'
from findings.unplaced
union all
select account, period_id, 2, 'block edge', usd, says, sku
from findings.edges
union all
select account, period_id, 3, name, usd, says, signature
from findings.behaviours
where place_number <= 3
union all
select account, period_id, 4, 'no tenant', usd, says, sku
from findings.owners
union all
select account, period_id, 5, 'unknown type', usd, says, sku
from (from findings.types union all by name from findings.values)
union all
select account, period_id, 5, 'not metered', usd, says, 'workers_for_platforms.requests'
from findings.platforms
union all
select account, period_id, 5, 'not metered', usd, says, line_key
from findings.unmetered
union all
select account, period_id, 5, 'not metered', usd, says, sku
from findings.log_events
union all
select account, period_id, finding_rank, kind, usd, says, subject
from findings.inputs
union all
select account, period_id, 0, 'threshold invoice alone', usd, says, period_id
from findings.remainders
union all
select account, period_id, 0, 'coverage', usd, says, dataset
from findings.missing_fields
union all
select account, period_id, 0, 'coverage', usd, says, dataset
from findings.repeats
union all
select account, period_id, 0, 'coverage', usd, says, dataset
from findings.unsaved
union all
select account, period_id, 0, 'suspect', usd, says,
    printf('%s %s', dataset, case when to_on = first_on + 1 then first_on::varchar
        else first_on::varchar || '..' || to_on::varchar end)
from findings.suspects
union all
select account, period_id, 0, 'coverage', 0::decimal(38, 2), says, dataset
from findings.silences
union all
select account, period_id, 9, 'sampling', usd, says, sku
from findings.sampling
union all
select account, period_id, 11, 'subscription', usd, says, subscription_id
from findings.subscriptions
union all
select account, period_id, 3, 'awake by the logs', usd, says, 'durable_objects.duration'
from findings.awake
union all
select account, period_id, 11, 'plan', usd, says, sku
from findings.plans
union all
select account, period_id, 11, 'gaps in logs', usd, says, script
from findings.log_gaps
union all
select account, period_id, 12, 'logs in part', usd, says, job_digest
from findings.log_jobs
union all
select account, period_id, 12, 'logs as sums', usd, says, 'logs'
from findings.log_sums
union all
select account, period_id, 4, 'tenant map', 0::decimal(38, 2), says, null
from findings.map
union all
select account, period_id, 5, 'refused list', 0::decimal(38, 2), says, name
from findings.lists
union all
select account, period_id, 13, 'reading', usd, says, sku
from findings.readings
union all
select account, period_id, 13, 'allowance', usd, says, subject
from findings.doubts
join params.selection using (scenario)
union all
select account, period_id, 14, 'successor', 0::decimal(38, 2), says, sku
from findings.successions
join reconcile.predictions as p using (account, period_id, sku)
union all
select account, period_id, 12, 'feed', usd, says, 'billable_usage'
from findings.feed
