-- Days of a meter whose field no saved row holds, though there are rows: the question did not ask
-- for it. That is no source, and not zero.
-- grain: account, meter, usage_on
with filled as (
    select
        account,
        usage_on,
        count(active_us) as active_us,
        count(inbound_messages) as inbound_messages,
        count(rows_read) as rows_read,
        count(rows_written) as rows_written,
        count(kv_read_units) as kv_read_units,
        count(kv_write_units) as kv_write_units,
        count(kv_deletes) as kv_deletes
    from staging.durable_objects_periodic
    group by account, usage_on
)
select account, usage_on, 'durable_objects.active_us' as meter
from filled
where active_us = 0
union all
select account, usage_on, 'durable_objects.inbound_messages'
from filled
where inbound_messages = 0
union all
select account, usage_on, 'durable_objects.rows_read'
from filled
where rows_read = 0
union all
select account, usage_on, 'durable_objects.rows_written'
from filled
where rows_written = 0
union all
select account, usage_on, 'durable_objects.kv_read_units'
from filled
where kv_read_units = 0
union all
select account, usage_on, 'durable_objects.kv_write_units'
from filled
where kv_write_units = 0
union all
select account, usage_on, 'durable_objects.kv_deletes'
from filled
where kv_deletes = 0
