-- Settings of Logpush jobs that were loaded: what each job sends, and what it leaves out by a
-- sample rate below 1 or by a filter.
-- grain: account, job_digest
select account, job_digest, name, dataset, is_enabled, sample_rate, filter, field_names
from staging.log_jobs
