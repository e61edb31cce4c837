-- How a Durable Object was used on a day on which it was active for long (usage.object_activity),
-- or woken by an alarm as often as every five minutes. `events` are invocations and incoming
-- WebSocket messages: all that can wake an object. What no answer says is null. `place` is the
-- class where logs are the source. Where answers name no object (`is_object`), a row is all of a
-- namespace together.
-- grain: account, period_id, usage_on, resource_key
-- kind: table
-- empty without: staging.durable_objects_periodic
-- empty without: staging.durable_objects_invocations, logs.active_days
-- partition: account, usage_on
with active as (select * from usage.object_activity),
alarmed as (select * from usage.alarmed_objects),
restless as (
    select account, usage_on, resource_key from active
    union
    select account, usage_on, resource_key from alarmed
),
invoked as (
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
    semi join restless as r
        on r.account = i.account and r.usage_on = i.usage_on and r.resource_key = i.resource_key
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
        a.outbound_messages,
        a.open_sockets,
        coalesce(a.is_object, i.is_object) as is_object,
        coalesce(i.alarms, 0) as alarms,
        coalesce(i.hibernation_messages, 0) as hibernation_messages,
        coalesce(i.invocations, 0) as invocations,
        if(i.invocations is null, 0, i.wall_us) as wall_us,
        coalesce(a.inbound_messages, m.inbound_messages) as inbound_messages,
        k.has_activity,
        k.has_events
    from active as a
    full join invoked as i using (account, period_id, usage_on, resource_key)
    left join known as k using (account, usage_on)
    left join alarmed as m using (account, usage_on, resource_key)
    where a.active_us is not null or i.alarms >= 288
)
select
    * exclude (active_us, span_us, invocations, has_activity, has_events),
    coalesce(active_us, if(has_activity, 0, null)) as active_us,
    if(has_events, invocations + coalesce(inbound_messages, 0), null) as events,
    greatest(active_us, coalesce(span_us, 86400000000)) as span_us,
    null::varchar as place
from days
union all by name
select * from usage.logged_object_days
