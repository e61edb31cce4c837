-- Settings of Logpush jobs that were loaded: what each job sends, and what it leaves out by a
-- sample rate below 1 or by a filter.
-- grain: account, job_digest
-- column dataset: Logpush dataset that the job sends
-- column dataset: https://developers.cloudflare.com/logs/logpush/
-- column name: Name of the job; null where it has none
select account, job_digest, name, dataset, is_enabled, sample_rate, filter, field_names
from staging.log_jobs
