-- What each saved answer says of a meter, by billing day and resource, in the smallest unit of its
-- source. Internal errors of Workers are not billed. Usage in no billing period has none.
-- grain: capture_id, meter, period_id, usage_on, resource_key
-- see: https://developers.cloudflare.com/durable-objects/observability/metrics-and-analytics/
with days as (select * from params.billing_days),
invocations as (
    select
        i.capture_id,
        i.account,
        b.period_id,
        coalesce(t.meter, 'durable_objects.unknown_requests') as meter,
        i.usage_on,
        i.resource_key,
        sum(i.requests) as total
    from staging.durable_objects_invocations as i
    left join ref.invocation_types as t on t.invocation_type = i.invocation_type
    left join days as b
        on b.account = i.account and b.usage_on = i.usage_on
        and i.observed_at >= b.starts_at and i.observed_at < b.ends_at
    group by all
),
periodic as (
    select
        u.capture_id,
        u.account,
        b.period_id,
        u.usage_on,
        u.resource_key,
        sum(active_us) as active_us,
        sum(inbound_messages) as inbound_messages,
        sum(rows_read) as rows_read,
        sum(rows_written) as rows_written,
        sum(kv_read_units) as kv_read_units,
        sum(kv_write_units) as kv_write_units,
        sum(kv_deletes) as kv_deletes
    from staging.durable_objects_periodic as u
    left join days as b
        on b.account = u.account and b.usage_on = u.usage_on
        and u.observed_at >= b.starts_at and u.observed_at < b.ends_at
    group by all
),
workers as (
    select
        u.capture_id,
        u.account,
        b.period_id,
        u.usage_on,
        u.resource_key,
        sum(requests) filter (where status is distinct from 'internalError') as requests,
        sum(cpu_us) as cpu_us
    from staging.workers_invocations as u
    left join days as b
        on b.account = u.account and b.usage_on = u.usage_on
        and u.observed_at >= b.starts_at and u.observed_at < b.ends_at
    where not u.is_platform
    group by all
),
long as (
    select capture_id, account, period_id, meter, usage_on, resource_key, total from invocations
    union all
    select capture_id, account, period_id, meter, usage_on, resource_key, total
    from usage.peak_readings
    union all
    select capture_id, account, period_id, 'durable_objects.active_us', usage_on, resource_key,
        active_us
    from periodic
    union all
    select capture_id, account, period_id, 'durable_objects.inbound_messages', usage_on,
        resource_key, inbound_messages
    from periodic
    union all
    select capture_id, account, period_id, 'durable_objects.rows_read', usage_on, resource_key,
        rows_read
    from periodic
    union all
    select capture_id, account, period_id, 'durable_objects.rows_written', usage_on, resource_key,
        rows_written
    from periodic
    union all
    select capture_id, account, period_id, 'durable_objects.kv_read_units', usage_on, resource_key,
        kv_read_units
    from periodic
    union all
    select capture_id, account, period_id, 'durable_objects.kv_write_units', usage_on, resource_key,
        kv_write_units
    from periodic
    union all
    select capture_id, account, period_id, 'durable_objects.kv_deletes', usage_on, resource_key,
        kv_deletes
    from periodic
    union all
    select capture_id, account, period_id, 'workers.requests', usage_on, resource_key, requests
    from workers
    union all
    select capture_id, account, period_id, 'workers.cpu_us', usage_on, resource_key, cpu_us
    from workers
)
select capture_id, account, period_id, meter, usage_on, resource_key, total::hugeint as total
from long
where total > 0
