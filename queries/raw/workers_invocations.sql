-- Rows of workersInvocationsAdaptive as answered.
-- grain: capture_id, row_number
-- kind: declaration
-- see: https://developers.cloudflare.com/analytics/graphql-api/tutorials/querying-workers-metrics/
select
    null::varchar as capture_id,
    null::bigint as row_number,
    null::varchar as account,
    null::varchar as observed_at,
    null::varchar as script,
    null::varchar as dispatch_namespace,
    null::varchar as is_dispatcher,
    null::varchar as environment,
    null::varchar as status,
    null::varchar as usage_model,
    null::ubigint as requests,
    null::ubigint as cpu_us,
    null::varchar as sample_interval,
    null::varchar as requests_lower,
    null::varchar as requests_upper,
    null::varchar as cpu_us_lower,
    null::varchar as cpu_us_upper
where false
