-- How a Durable Object was used on a day on which it was active for over five minutes, or woken by
-- an alarm as often as every five minutes. `span_us` is the time from its first to its last hour of
-- activity, or the whole day where its answers have no hours. `events` are invocations and incoming
-- WebSocket messages: all that can wake an object. Open sockets are null where no answer has them.
-- `place` is the class where logs are the source.
-- grain: account, period_id, usage_on, resource_key
-- kind: table
-- partition: account, usage_on
with metered as (
    select
        account,
        period_id,
        usage_on,
        resource_key,
        coalesce(sum(split) filter (where meter = 'durable_objects.active_us'), 0)::hugeint
            as active_us,
        coalesce(sum(split) filter (where meter = 'durable_objects.alarm_requests'), 0)::hugeint
            as alarms,
        coalesce(sum(split) filter (where meter = 'durable_objects.hibernation_messages'), 0)
            ::hugeint as hibernation_messages,
        coalesce(sum(split) filter (where meter = 'durable_objects.inbound_messages'), 0)::hugeint
            as inbound_messages,
        coalesce(sum(split) filter (where meter in (
            'durable_objects.http_requests', 'durable_objects.rpc_requests',
            'durable_objects.unknown_requests'
        )), 0)::hugeint as requests
    from usage.resource_days
    where meter in (
        'durable_objects.active_us', 'durable_objects.alarm_requests',
        'durable_objects.hibernation_messages', 'durable_objects.inbound_messages',
        'durable_objects.http_requests', 'durable_objects.rpc_requests',
        'durable_objects.unknown_requests'
    )
    group by account, period_id, usage_on, resource_key
    having active_us > 300000000 or alarms >= 288
),
observed as (
    select
        account,
        usage_on,
        resource_key,
        max(total) filter (where observation = 'durable_objects.open_sockets') as open_sockets,
        max(total) filter (where observation = 'durable_objects.outbound_messages')
            as outbound_messages,
        max(total) filter (where observation = 'durable_objects.wall_us') as wall_us
    from usage.observed_days
    where starts_with(observation, 'durable_objects.')
    group by account, usage_on, resource_key
),
spans as (
    select
        p.account,
        p.usage_on,
        p.resource_key,
        count(p.open_sockets) > 0 as has_sockets,
        case when bool_and(regexp_matches(c.grouping_key, 'Hour|datetime(,|$)')) then
            (date_diff('hour', min(p.observed_at), max(p.observed_at)) + 1)::hugeint * 3600000000
        end as span_us
    from staging.durable_objects_periodic as p
    join usage.capture_days as d
        on d.capture_id = p.capture_id and d.usage_on = p.usage_on and d.is_split
        and d.meter = 'durable_objects.active_us'
    join staging.captures as c on c.capture_id = p.capture_id
    where p.active_us > 0
    group by p.account, p.usage_on, p.resource_key
)
select
    m.*,
    m.requests + m.alarms + m.hibernation_messages + m.inbound_messages as events,
    coalesce(o.open_sockets, case when s.has_sockets then 0 end) as open_sockets,
    coalesce(o.outbound_messages, 0) as outbound_messages,
    coalesce(o.wall_us, 0) as wall_us,
    greatest(m.active_us, coalesce(s.span_us, 86400000000)) as span_us,
    null::varchar as place
from metered as m
left join observed as o using (account, usage_on, resource_key)
left join spans as s using (account, usage_on, resource_key)
union all by name
select * from usage.logged_object_days
