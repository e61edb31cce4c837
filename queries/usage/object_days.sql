-- How a Durable Object was used on a day on which it was active for long (usage.object_activity),
-- or woken by alarms often enough for `alarm_cadence`. `events` are invocations and incoming
-- WebSocket messages: all that can wake an object. A figure that no answer gives is null. Where
-- logs are the source, `place` is the class and `low_us` the shortest active time. Where answers
-- name no object (`is_object`), a row is all objects of a namespace together.
-- grain: account, period_id, usage_on, resource_key
-- partition: account, usage_on
-- column events: Invocations and incoming messages; null where not known [events]
-- column place: Class of the object where logs are the source, else null
with invoked as (
    select
        i.account,
        b.period_id,
        i.usage_on,
        i.resource_key,
        coalesce(sum(i.requests) filter (where i.invocation_type = 'alarm'), 0)::hugeint as alarms,
        coalesce(sum(i.requests) filter (where i.invocation_type = 'hibernation'), 0)::hugeint
            as hibernation_messages,
        sum(i.requests)::hugeint as invocations,
        bool_or(i.object_id is not null) as is_object,
        sum(i.wall_time_us)::hugeint as wall_us
    from staging.durable_objects_invocations as i
    join usage.capture_days as d
        on d.capture_id = i.capture_id and d.usage_on = i.usage_on and d.is_split
        and d.meter = 'durable_objects.http_requests'
    join params.billing_days as b
        on b.account = i.account and b.usage_on = i.usage_on
        and i.observed_at >= b.starts_at and i.observed_at < b.ends_at
    group by i.account, b.period_id, i.usage_on, i.resource_key
),
-- Which of the two datasets the answers of a day have, with all that they need.
known as (
    select
        account,
        usage_on,
        bool_or(meter = 'durable_objects.active_us') as has_activity,
        bool_or(meter = 'durable_objects.alarm_requests') as has_events
    from usage.capture_days
    where is_split and meter in ('durable_objects.active_us', 'durable_objects.alarm_requests')
    group by account, usage_on
),
days as (
    select
        account,
        period_id,
        usage_on,
        resource_key,
        a.active_us,
        a.span_us,
        a.inbound_messages as active_messages,
        a.outbound_messages,
        a.open_sockets,
        coalesce(a.is_object, i.is_object) as is_object,
        coalesce(i.alarms, 0) as alarms,
        coalesce(i.hibernation_messages, 0) as hibernation_messages,
        coalesce(i.invocations, 0) as invocations,
        if(i.invocations is null, 0, i.wall_us) as wall_us
    from usage.object_activity as a
    full join invoked as i using (account, period_id, usage_on, resource_key)
    cross join ref.signatures as s
    where s.signature = 'alarm_cadence' and (a.active_us is not null or i.alarms >= s.at_least)
),
-- Objects that alarms woke, and that were not active for long.
woken as (
    select d.account, d.usage_on, d.resource_key, sum(p.inbound_messages)::hugeint as messages
    from days as d
    join staging.durable_objects_periodic as p
        on p.account = d.account and p.usage_on = d.usage_on and p.resource_key = d.resource_key
    join usage.capture_days as c
        on c.capture_id = p.capture_id and c.usage_on = p.usage_on and c.is_split
        and c.meter = 'durable_objects.active_us'
    where d.active_us is null
    group by d.account, d.usage_on, d.resource_key
)
select
    account,
    period_id,
    usage_on,
    resource_key,
    coalesce(active_us, if(has_activity, 0, null)) as active_us,
    alarms,
    hibernation_messages,
    case
        when active_us is not null then active_messages
        when w.resource_key is not null then w.messages
        when has_activity then 0
    end as inbound_messages,
    outbound_messages,
    if(has_events, invocations + coalesce(inbound_messages, 0), null) as events,
    open_sockets,
    wall_us,
    greatest(active_us, coalesce(span_us, 86400000000)) as span_us,
    is_object,
    null::hugeint as low_us,
    null::varchar as place
from days as d
left join known using (account, usage_on)
left join woken as w using (account, usage_on, resource_key)
union all by name
select * from usage.logged_object_days
