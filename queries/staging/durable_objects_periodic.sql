-- Durable Object activity of all saved answers: microseconds, messages, rows, 4 KB units.
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
    active_us,
    coalesce(
        try_cast(duration_gb_s as decimal(18, 9)),
        duration_gb_s::decimal(38, 9)
    ) as duration_gb_s,
    inbound_messages,
    rows_read,
    rows_written,
    kv_read_units,
    kv_write_units,
    kv_deletes
from raw.durable_objects_periodic
where capture_id in (select capture_id from staging.captures where error_message is null)
