-- Durable Object invocations of all saved answers.
-- grain: capture_id, row_number
-- kind: table
select
    capture_id,
    row_number,
    account,
    resource_key(account, namespace_id, object_id, null) as resource_key,
    observed_at::timestamp as observed_at,
    observed_at::timestamp::date as usage_on,
    namespace_id,
    object_id,
    nullif(object_name, '') as object_name,
    script,
    status,
    coalesce(nullif(invocation_type, ''), 'none') as invocation_type,
    requests,
    coalesce(sample_interval::decimal(38, 6), 1) > 1 as is_sampled,
    floor(requests_lower::decimal(38, 6))::hugeint as requests_low,
    ceil(requests_upper::decimal(38, 6))::hugeint as requests_high
from raw.durable_objects_invocations
where capture_id in (select capture_id from staging.captures where error_message is null)
