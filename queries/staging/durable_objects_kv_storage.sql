-- Key-value bytes of all saved answers. The namespaces of a row may be a list: then the row
-- cannot be split among them.
-- grain: capture_id, row_number
-- kind: table
select
    capture_id,
    row_number,
    account,
    resource_key(account, trim(namespace_ids, '[]"'), null, null) as resource_key,
    observed_at::timestamp as observed_at,
    observed_at::timestamp::date as usage_on,
    trim(namespace_ids, '[]"') as namespace_id,
    stored_bytes
from raw.durable_objects_kv_storage
where capture_id in (select capture_id from staging.captures where error_message is null)
