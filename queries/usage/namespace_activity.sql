-- How long the objects of a namespace were active in a billing period, and on how many object-days.
-- grain: account, period_id, namespace_id
-- kind: table
-- partition: account, period_id
select
    m.account,
    m.period_id,
    r.namespace_id,
    coalesce(any_value(r.namespace_name), r.namespace_id) as namespace,
    count(distinct r.object_id) as objects,
    count(distinct (r.object_id, m.usage_on)) filter (where m.meter = 'durable_objects.active_us')
        ::hugeint as object_days,
    coalesce(sum(m.total) filter (where m.meter = 'durable_objects.active_us'), 0)::hugeint
        as active_us,
    coalesce(sum(m.total) filter (where m.meter = 'durable_objects.inbound_messages'), 0)::hugeint
        as inbound_messages
from usage.meters as m
join usage.resources as r using (resource_key)
where m.meter in ('durable_objects.active_us', 'durable_objects.inbound_messages')
    and r.namespace_id is not null and m.period_id is not null
group by m.account, m.period_id, r.namespace_id
