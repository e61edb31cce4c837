-- What each saved answer says of a meter, by day and resource, in the smallest unit of its source.
-- Storage counts the day's peak of each namespace; Workers invocations that ended in an internal
-- error are not billed.
-- grain: capture_id, meter, usage_on, resource_key
-- see: https://developers.cloudflare.com/durable-objects/observability/metrics-and-analytics/
with invocations as (
    select
        i.capture_id,
        i.account,
        coalesce(t.meter, 'durable_objects.unknown_requests') as meter,
        i.usage_on,
        i.resource_key,
        sum(i.requests) as total
    from staging.durable_objects_invocations as i
    left join ref.invocation_types as t on t.invocation_type = i.invocation_type
    group by all
),
periodic as (
    select
        capture_id,
        account,
        usage_on,
        resource_key,
        sum(active_us) as active_us,
        sum(inbound_messages) as inbound_messages,
        sum(rows_read) as rows_read,
        sum(rows_written) as rows_written,
        sum(kv_read_units) as kv_read_units,
        sum(kv_write_units) as kv_write_units,
        sum(kv_deletes) as kv_deletes
    from staging.durable_objects_periodic
    group by all
),
sql_peaks as (
    select capture_id, account, usage_on, resource_key, max(stored_bytes) as total
    from staging.durable_objects_sql_storage
    group by all
),
kv_peaks as (
    select capture_id, account, usage_on, resource_key, max(stored_bytes) as total
    from staging.durable_objects_kv_storage
    group by all
),
workers as (
    select
        capture_id,
        account,
        usage_on,
        resource_key,
        sum(requests) filter (where status is distinct from 'internalError') as requests,
        sum(cpu_us) as cpu_us
    from staging.workers_invocations
    group by all
),
long as (
    select capture_id, account, meter, usage_on, resource_key, total from invocations
    union all
    select capture_id, account, 'durable_objects.active_us', usage_on, resource_key, active_us
    from periodic
    union all
    select capture_id, account, 'durable_objects.inbound_messages', usage_on, resource_key,
        inbound_messages
    from periodic
    union all
    select capture_id, account, 'durable_objects.rows_read', usage_on, resource_key, rows_read
    from periodic
    union all
    select capture_id, account, 'durable_objects.rows_written', usage_on, resource_key, rows_written
    from periodic
    union all
    select capture_id, account, 'durable_objects.kv_read_units', usage_on, resource_key,
        kv_read_units
    from periodic
    union all
    select capture_id, account, 'durable_objects.kv_write_units', usage_on, resource_key,
        kv_write_units
    from periodic
    union all
    select capture_id, account, 'durable_objects.kv_deletes', usage_on, resource_key, kv_deletes
    from periodic
    union all
    select capture_id, account, 'durable_objects.sql_byte_days', usage_on, resource_key, total
    from sql_peaks
    union all
    select capture_id, account, 'durable_objects.kv_byte_days', usage_on, resource_key, total
    from kv_peaks
    union all
    select capture_id, account, 'workers.requests', usage_on, resource_key, requests
    from workers
    union all
    select capture_id, account, 'workers.cpu_us', usage_on, resource_key, cpu_us
    from workers
)
select capture_id, account, meter, usage_on, resource_key, total::hugeint as total
from long
where total > 0
