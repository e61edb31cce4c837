-- Rows of durableObjectsSqlStorageGroups as answered: the greatest number of stored bytes seen.
-- grain: capture_id, row_number
-- kind: declaration
-- see: https://developers.cloudflare.com/durable-objects/observability/metrics-and-analytics/
select
    null::varchar as capture_id,
    null::bigint as row_number,
    null::varchar as account,
    null::varchar as observed_at,
    null::varchar as namespace_id,
    null::ubigint as stored_bytes
where false
