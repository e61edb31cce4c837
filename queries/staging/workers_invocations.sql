-- Workers invocations of the answers that count.
-- grain: capture_id, row_number
-- kind: table
select
    capture_id,
    row_number,
    account,
    resource_key(account, null, null, script) as resource_key,
    observed_at::timestamp as observed_at,
    observed_at::timestamp::date as usage_on,
    script,
    status,
    requests::hugeint as requests,
    cpu_us::hugeint as cpu_us,
    coalesce(sample_interval::decimal(18, 6), 1) > 1 as is_sampled
from raw.workers_invocations
where capture_id in (select capture_id from staging.captures where is_newest)
