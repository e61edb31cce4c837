-- Settings of Logpush jobs. A sample rate below 1 or a filter leaves events out, and no record
-- shows that. An empty filter leaves out nothing.
-- grain: account, job_digest
-- column dataset: Logpush dataset that the job sends
-- column dataset: https://developers.cloudflare.com/logs/logpush/
select
    account,
    job_digest,
    load_id,
    name,
    dataset,
    is_enabled,
    coalesce(sample_rate, '1')::decimal(18, 9) as sample_rate,
    nullif(filter, '') as filter,
    field_names::json::varchar[] as field_names
from raw.log_jobs
