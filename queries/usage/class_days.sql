-- How long all Durable Objects of a place together were active on a day, and what they read and
-- wrote. Single objects come and go, while their namespace stays.
-- grain: account, period_id, meter, usage_on, place
-- kind: table
-- partition: account, usage_on
-- empty without: usage.resource_days
select
    u.account,
    u.period_id,
    u.meter,
    u.usage_on,
    coalesce(
        place_name(r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name), '?'
    ) as place,
    sum(u.split)::hugeint as total
from usage.resource_days as u
join usage.resources as r on r.resource_key = u.resource_key
where u.split > 0 and u.meter in (
    'durable_objects.active_us', 'durable_objects.rows_read', 'durable_objects.rows_written',
    'durable_objects.kv_read_units', 'durable_objects.kv_write_units'
)
group by all
