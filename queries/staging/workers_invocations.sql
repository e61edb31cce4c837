-- Workers invocations of all saved answers. `is_platform`: of a user Worker in a dispatch
-- namespace, or of its dispatcher; Workers for Platforms is billed apart from Workers.
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
    nullif(dispatch_namespace, '') as dispatch_namespace,
    nullif(dispatch_namespace, '') is not null or coalesce(is_dispatcher, '') in ('1', 'true')
        as is_platform,
    status,
    requests,
    cpu_us,
    coalesce(sample_interval::decimal(38, 6), 1) > 1 as is_sampled,
    floor(requests_lower::decimal(38, 6))::hugeint as requests_low,
    ceil(requests_upper::decimal(38, 6))::hugeint as requests_high,
    floor(cpu_us_lower::decimal(38, 6))::hugeint as cpu_us_low,
    ceil(cpu_us_upper::decimal(38, 6))::hugeint as cpu_us_high
from raw.workers_invocations
where capture_id in (select capture_id from staging.captures where error_message is null)
