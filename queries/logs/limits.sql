-- Billing periods with a Logpush job that leaves out events by a sample rate or a filter. Such logs
-- give no totals, only proportions.
-- grain: account, period_id, job_digest
-- see: https://developers.cloudflare.com/logs/logpush/logpush-job/log-output-options/
select distinct
    j.account,
    p.period_id,
    j.job_digest,
    coalesce(j.name, j.job_digest) as job,
    j.sample_rate,
    j.filter
from staging.log_jobs as j
join staging.log_files as f using (account, job_digest)
join params.periods as p
    on p.account = f.account and f.first_event_at < p.ends_on and f.last_event_at >= p.starts_on
where j.sample_rate < 1 or j.filter is not null
