-- The meters that follow from a workload. Key-value operations count in units of 4 KB, at least
-- one.
-- grain: account, meter
-- see: https://developers.cloudflare.com/durable-objects/platform/pricing/
with activity as (select * from usage.workload_activity),
operations as (
    select
        account,
        case operation when 'read' then 'durable_objects.kv_read_units'
        else 'durable_objects.kv_write_units' end as meter,
        operation_count * greatest(ceil_div(kb_thousandths, 4000), 1) as total
    from staging.workload_operations
),
long as (
    select account, 'durable_objects.http_requests' as meter, upgrades + requests as total
    from activity
    union all
    select account, 'durable_objects.alarm_requests', alarm_requests from activity
    union all
    select account, 'durable_objects.hibernation_messages', hibernation_messages from activity
    union all
    select account, 'durable_objects.inbound_messages', accepted_messages from activity
    union all
    select account, 'durable_objects.active_us', active_us from activity
    union all
    select account, 'durable_objects.idle_hibernatable_us', idle_hibernatable_us from activity
    union all
    select account, 'durable_objects.rows_read', rows_read from activity
    union all
    select account, 'durable_objects.rows_written', rows_written from activity
    union all
    select account, 'durable_objects.kv_write_units', kv_write_units from activity
    union all
    select account, 'durable_objects.sql_byte_days', sql_byte_days from activity
    union all
    select account, meter, total from operations
)
select account, meter, sum(total)::hugeint as total
from long
where total > 0
group by account, meter
