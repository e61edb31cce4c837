-- Days on which the objects of a namespace did not hibernate, judged together because each was
-- active for too short a time (`active_us`). The namespace has sockets, and none of its messages
-- came by hibernation. In all its objects were active for half of the day or longer, and after
-- each request and message for longer than an object that sleeps. `per` is one day.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
with counted as not materialized (
    select p.account, b.period_id, p.usage_on, p.namespace_id, p.resource_key, p.active_us,
        p.inbound_messages, p.open_sockets
    from staging.durable_objects_periodic as p
    join usage.capture_days as d
        on d.capture_id = p.capture_id and d.usage_on = p.usage_on and d.is_split
        and d.meter = 'durable_objects.active_us'
    join params.billing_days as b
        on b.account = p.account and b.usage_on = p.usage_on
        and p.observed_at >= b.starts_at and p.observed_at < b.ends_at
    cross join findings.object_limits as l
    where p.active_us > 0 and p.active_us < l.active_us and p.object_id is not null
),
namespaces as (
    select c.account, c.period_id, c.usage_on, c.namespace_id
    from counted as c
    cross join findings.object_limits as l
    group by c.account, c.period_id, c.usage_on, c.namespace_id
    having sum(c.active_us) * any_value(l.socket_threshold_of)
        >= 86400000000 * any_value(l.socket_threshold) and max(c.open_sockets) > 0
        and sum(c.active_us) >= coalesce(sum(c.inbound_messages), 0) * any_value(l.linger_us)
),
sessions as (
    select c.account, c.period_id, c.usage_on, c.namespace_id, c.resource_key,
        sum(c.active_us)::hugeint as active_us,
        sum(c.inbound_messages)::hugeint as inbound_messages,
        max(c.open_sockets)::hugeint as open_sockets
    from counted as c
    semi join namespaces using (account, period_id, usage_on, namespace_id)
    cross join findings.object_limits as l
    group by all
    having sum(c.active_us) < any_value(l.active_us)
),
invoked as (
    select i.account, i.usage_on, i.resource_key, sum(i.requests)::hugeint as invocations,
        sum(i.requests) filter (where i.invocation_type = 'hibernation') as hibernation_messages
    from staging.durable_objects_invocations as i
    join usage.capture_days as d
        on d.capture_id = i.capture_id and d.usage_on = i.usage_on and d.is_split
        and d.meter = 'durable_objects.alarm_requests'
    semi join sessions as s
        on s.account = i.account and s.usage_on = i.usage_on and s.resource_key = i.resource_key
    group by i.account, i.usage_on, i.resource_key
),
judged as (
    select
        s.*,
        coalesce(i.invocations, 0) + s.inbound_messages as events,
        row_number() over (
            partition by s.account, s.period_id, s.usage_on, s.namespace_id order by s.resource_key
        ) as session_number,
        sum(s.active_us) over same_class as class_us,
        sum(coalesce(i.invocations, 0) + s.inbound_messages) over same_class as class_events,
        sum(i.hibernation_messages) over same_class as class_hibernation,
        max(s.open_sockets) over same_class as class_sockets
    from sessions as s
    left join invoked as i using (account, usage_on, resource_key)
    window same_class as (partition by s.account, s.period_id, s.usage_on, s.namespace_id)
)
select
    j.account,
    j.period_id,
    'no_hibernation' as signature,
    j.resource_key,
    j.usage_on,
    j.active_us as measured,
    if(j.session_number = 1, 86400000000, 0)::hugeint as per,
    j.inbound_messages as beside,
    j.events as beside_of,
    j.open_sockets as most,
    true as is_together,
    j.active_us,
    0::hugeint as alarms
from judged as j
cross join findings.object_limits as l
where j.class_us * l.socket_threshold_of >= 86400000000 * l.socket_threshold
    and j.class_sockets > 0 and coalesce(j.class_hibernation, 0) = 0
    and j.class_us >= j.class_events * l.linger_us
