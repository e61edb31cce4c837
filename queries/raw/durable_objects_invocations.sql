-- Rows of durableObjectsInvocationsAdaptiveGroups as answered.
-- grain: capture_id, row_number
-- kind: declaration
-- see: https://developers.cloudflare.com/durable-objects/observability/metrics-and-analytics/
select
    null::varchar as capture_id,
    null::bigint as row_number,
    null::varchar as account,
    null::varchar as observed_at,
    null::varchar as namespace_id,
    null::varchar as object_id,
    null::varchar as object_name,
    null::varchar as script,
    null::varchar as status,
    null::varchar as invocation_type,
    null::ubigint as requests,
    null::ubigint as wall_time_us,
    null::varchar as sample_interval,
    null::varchar as requests_lower,
    null::varchar as requests_upper
where false
