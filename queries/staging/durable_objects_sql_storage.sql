-- SQLite bytes of all saved answers.
-- grain: capture_id, row_number
-- kind: table
select
    capture_id,
    row_number,
    account,
    resource_key(account, namespace_id, null, null) as resource_key,
    observed_at::timestamp as observed_at,
    observed_at::timestamp::date as usage_on,
    namespace_id,
    stored_bytes
from raw.durable_objects_sql_storage
where capture_id in (select capture_id from staging.captures where error_message is null)
