-- How long the objects of a namespace were active in a billing period, and of how many object-days.
-- grain: account, period_id, namespace_id
select
    d.account,
    p.period_id,
    d.namespace_id,
    coalesce(any_value(n.namespace_name), d.namespace_id) as namespace,
    count(distinct d.object_id) as objects,
    count(distinct (d.object_id, d.usage_on))::hugeint as object_days,
    sum(d.active_us)::hugeint as active_us,
    sum(d.inbound_messages)::hugeint as inbound_messages
from staging.durable_objects_periodic as d
join params.periods as p
    on p.account = d.account and d.usage_on >= p.starts_on and d.usage_on < p.ends_on
left join staging.namespaces as n on n.account = d.account and n.namespace_id = d.namespace_id
group by d.account, p.period_id, d.namespace_id
