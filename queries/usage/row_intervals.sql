-- The bounds that a saved row gives for a sampled meter, of answers that have any. A row whose
-- bounds are not there, or do not enclose what they are of, counts as exact.
-- grain: capture_id, meter, row_number
-- see: https://developers.cloudflare.com/analytics/graphql-api/features/confidence-intervals/
with periodic as (
    select *
    from staging.durable_objects_periodic
    where capture_id in (
        select capture_id from staging.durable_objects_periodic where active_us_high is not null
    )
),
workers as (
    select *
    from staging.workers_invocations
    where status is distinct from 'internalError' and not is_platform and capture_id in (
        select capture_id from staging.workers_invocations where requests_high is not null
    )
),
long as (
    select
        i.capture_id,
        i.row_number,
        coalesce(t.meter, 'durable_objects.unknown_requests') as meter,
        i.usage_on,
        i.observed_at,
        i.requests as total,
        i.requests_low as low,
        i.requests_high as high
    from staging.durable_objects_invocations as i
    left join ref.invocation_types as t on t.invocation_type = i.invocation_type
    where i.capture_id in (
        select capture_id
        from staging.durable_objects_invocations
        where requests_high is not null
    )
    union all
    select capture_id, row_number, 'workers.requests', usage_on, observed_at,
        requests, requests_low, requests_high
    from workers
    union all
    select capture_id, row_number, 'workers.cpu_us', usage_on, observed_at,
        cpu_us, cpu_us_low, cpu_us_high
    from workers
    union all
    select capture_id, row_number, 'durable_objects.active_us', usage_on, observed_at,
        active_us, active_us_low, active_us_high
    from periodic
    union all
    select capture_id, row_number, 'durable_objects.inbound_messages', usage_on, observed_at,
        inbound_messages, inbound_messages_low, inbound_messages_high
    from periodic
    union all
    select capture_id, row_number, 'durable_objects.rows_read', usage_on, observed_at,
        rows_read, rows_read_low, rows_read_high
    from periodic
    union all
    select capture_id, row_number, 'durable_objects.rows_written', usage_on, observed_at,
        rows_written, rows_written_low, rows_written_high
    from periodic
    union all
    select capture_id, row_number, 'durable_objects.kv_write_units', usage_on, observed_at,
        kv_write_units, kv_write_units_low, kv_write_units_high
    from periodic
    union all
    select capture_id, row_number, 'durable_objects.kv_deletes', usage_on, observed_at,
        kv_deletes, kv_deletes_low, kv_deletes_high
    from periodic
)
select
    * exclude (low, high),
    case when low <= total and total <= high then low else total end as low,
    case when low <= total and total <= high then high else total end as high
from long
where total is not null
