-- Rows of durableObjectsPeriodicGroups as answered: activity in microseconds, duration in GB-s.
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
    null::ubigint as active_us,
    null::varchar as duration_gb_s,
    null::ubigint as inbound_messages,
    null::ubigint as outbound_messages,
    null::ubigint as rows_read,
    null::ubigint as rows_written,
    null::ubigint as kv_read_units,
    null::ubigint as kv_write_units,
    null::ubigint as kv_deletes,
    null::varchar as active_us_lower,
    null::varchar as active_us_upper,
    null::varchar as inbound_messages_lower,
    null::varchar as inbound_messages_upper,
    null::varchar as rows_read_lower,
    null::varchar as rows_read_upper,
    null::varchar as rows_written_lower,
    null::varchar as rows_written_upper,
    null::varchar as kv_write_units_lower,
    null::varchar as kv_write_units_upper,
    null::varchar as kv_deletes_lower,
    null::varchar as kv_deletes_upper
where false
