-- Durable Object activity of all saved answers: microseconds, messages, rows, 4 KB units. Nothing
-- in a row says that it is sampled but bounds that lie apart.
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
    kv_deletes,
    floor(active_us_lower::decimal(38, 6))::hugeint as active_us_low,
    ceil(active_us_upper::decimal(38, 6))::hugeint as active_us_high,
    floor(inbound_messages_lower::decimal(38, 6))::hugeint as inbound_messages_low,
    ceil(inbound_messages_upper::decimal(38, 6))::hugeint as inbound_messages_high,
    floor(rows_read_lower::decimal(38, 6))::hugeint as rows_read_low,
    ceil(rows_read_upper::decimal(38, 6))::hugeint as rows_read_high,
    floor(rows_written_lower::decimal(38, 6))::hugeint as rows_written_low,
    ceil(rows_written_upper::decimal(38, 6))::hugeint as rows_written_high,
    floor(kv_write_units_lower::decimal(38, 6))::hugeint as kv_write_units_low,
    ceil(kv_write_units_upper::decimal(38, 6))::hugeint as kv_write_units_high,
    floor(kv_deletes_lower::decimal(38, 6))::hugeint as kv_deletes_low,
    ceil(kv_deletes_upper::decimal(38, 6))::hugeint as kv_deletes_high,
    coalesce(greatest(
        active_us_high - active_us_low,
        inbound_messages_high - inbound_messages_low,
        rows_read_high - rows_read_low,
        rows_written_high - rows_written_low,
        kv_write_units_high - kv_write_units_low,
        kv_deletes_high - kv_deletes_low
    ) > 0, false) as is_sampled
from raw.durable_objects_periodic
where capture_id in (select capture_id from staging.captures where error_message is null)
