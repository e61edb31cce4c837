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
select
    account,
    period_id,
    6,
    'coverage',
    0::decimal(38, 2),
    printf(
        '%s lacks %d of %d days.', dataset, len(days_missing), days_expected - days_to_come
    ),
    dataset
from report.coverage
where days_complete > 0 and len(days_missing) > 0
union all
select
    account,
    period_id,
    7,
    'duration',
    0::decimal(38, 2),
    printf(
        'The analytics give %s GB-s of duration, active time makes %s: the bill follows that.',
        plain_digits(given_gb_s), plain_digits(counted_gb_s)
    ),
    'durable_objects.duration'
from usage.duration_differences
where abs(given_gb_s - counted_gb_s)::decimal(28, 9) * 1000 > counted_gb_s
union all
select
    p.account,
    p.period_id,
    8,
    'rejects',
    0::decimal(38, 2),
    printf('%d row(s) could not be read: see report.rejects.', r.rejects),
    'rejects'
from params.periods as p
cross join (select count(*) as rejects from report.rejects) as r
where r.rejects > 0
union all
select account, period_id, 9, 'sampling', usd, says, sku
from report.finding_sampling
union all
select account, period_id, 11, 'subscription', usd, says, subscription_id
from report.finding_subscriptions
union all
select
    p.account,
    p.period_id,
    10,
    'no period',
    0::decimal(38, 2),
    printf('%d day(s) of usage lie in no billing period: state one with --period.', o.days),
    'periods'
from params.periods as p
join (
    select d.account, count(distinct d.usage_on) as days
    from usage.day_readings as d
    where (d.account, d.usage_on) not in (select (account, usage_on) from params.billing_days)
    group by d.account
) as o using (account)
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
select account, period_id, 13, 'allowance', usd, says, subject
from report.doubts
union all
select account, period_id, 14, 'successor', 0::decimal(38, 2), says, sku
from report.successions
join usage.sku_sources using (account, period_id, sku)
union all
select account, period_id, 12, 'feed', usd, says, 'billable_usage'
from report.finding_feed
