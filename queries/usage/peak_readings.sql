-- The day's peak of stored bytes in each namespace, as each saved answer has it. A peak is not
-- divided: it counts whole, in the billing period in which its day begins.
-- grain: capture_id, meter, period_id, usage_on, resource_key
-- see: https://developers.cloudflare.com/r2/pricing/
with stored as (
    select capture_id, account, 'durable_objects.sql_byte_days' as meter, usage_on, resource_key,
        stored_bytes
    from staging.durable_objects_sql_storage
    union all
    select capture_id, account, 'durable_objects.kv_byte_days', usage_on, resource_key, stored_bytes
    from staging.durable_objects_kv_storage
)
select
    s.capture_id,
    s.account,
    p.period_id,
    s.meter,
    s.usage_on,
    s.resource_key,
    max(s.stored_bytes)::hugeint as total
from stored as s
left join params.day_periods as p using (account, usage_on)
group by all
