-- How a Durable Object was used on a day on which it was active for half an hour, or woken by an
-- alarm as often as every five minutes. `span_us` is the time from its first to its last hour of
-- activity, or the whole day where its answers have no hours. `events` are invocations and incoming
-- WebSocket messages: all that can wake an object. Open sockets are null where no answer has them.
-- `place` is the class where logs are the source.
-- grain: account, period_id, usage_on, resource_key
-- kind: table
-- partition: account, usage_on
with restless as (
    select distinct account, period_id, usage_on, resource_key
    from usage.resource_days
    where (meter = 'durable_objects.active_us' and split >= 1800000000)
        or (meter = 'durable_objects.alarm_requests' and split >= 288)
),
figures as (
    select r.account, r.period_id, r.usage_on, r.resource_key, r.meter as figure, r.split as total
    from usage.resource_days as r
    semi join restless as o
        on o.account = r.account and o.period_id is not distinct from r.period_id
        and o.usage_on = r.usage_on and o.resource_key = r.resource_key
    where starts_with(r.meter, 'durable_objects.')
    union all
    select o.account, o.period_id, o.usage_on, o.resource_key, d.observation, d.total
    from usage.observed_days as d
    join restless as o using (account, usage_on, resource_key)
    where starts_with(d.observation, 'durable_objects.')
),
metered as (
    select
        account,
        period_id,
        usage_on,
        resource_key,
        sum(total) filter (where figure = 'durable_objects.active_us') as active_us,
        sum(total) filter (where figure = 'durable_objects.alarm_requests') as alarms,
        sum(total) filter (where figure = 'durable_objects.hibernation_messages')
            as hibernation_messages,
        sum(total) filter (where figure = 'durable_objects.inbound_messages') as inbound_messages,
        sum(total) filter (where figure in (
            'durable_objects.http_requests', 'durable_objects.rpc_requests',
            'durable_objects.unknown_requests'
        )) as requests,
        max(total) filter (where figure = 'durable_objects.open_sockets') as open_sockets,
        max(total) filter (where figure = 'durable_objects.outbound_messages') as outbound_messages,
        max(total) filter (where figure = 'durable_objects.wall_us') as wall_us
    from figures
    group by account, period_id, usage_on, resource_key
),
asked as (
    select distinct account, usage_on
    from staging.durable_objects_periodic
    where open_sockets is not null
),
hourly as (
    select capture_id
    from staging.captures
    where dataset = 'durableObjectsPeriodicGroups'
        and regexp_matches(grouping_key, 'Hour|datetime(,|$)')
),
spans as (
    select
        p.account,
        p.usage_on,
        p.resource_key,
        (date_diff('hour', min(p.observed_at), max(p.observed_at)) + 1)::hugeint * 3600000000
            as span_us
    from staging.durable_objects_periodic as p
    join usage.capture_days as d
        on d.capture_id = p.capture_id and d.usage_on = p.usage_on and d.is_split
        and d.meter = 'durable_objects.active_us'
    where p.active_us > 0 and p.capture_id in (from hourly)
    group by p.account, p.usage_on, p.resource_key
)
select
    m.account,
    m.period_id,
    m.usage_on,
    m.resource_key,
    coalesce(m.active_us, 0)::hugeint as active_us,
    coalesce(m.alarms, 0)::hugeint as alarms,
    coalesce(m.hibernation_messages, 0)::hugeint as hibernation_messages,
    coalesce(m.inbound_messages, 0)::hugeint as inbound_messages,
    (coalesce(m.requests, 0) + coalesce(m.alarms, 0) + coalesce(m.hibernation_messages, 0)
        + coalesce(m.inbound_messages, 0))::hugeint as events,
    coalesce(m.open_sockets, if(a.usage_on is null, null, 0))::hugeint as open_sockets,
    coalesce(m.outbound_messages, 0)::hugeint as outbound_messages,
    coalesce(m.wall_us, 0)::hugeint as wall_us,
    greatest(m.active_us, coalesce(s.span_us, 86400000000))::hugeint as span_us,
    null::varchar as place
from metered as m
left join asked as a using (account, usage_on)
left join spans as s using (account, usage_on, resource_key)
union all by name
select * from usage.logged_object_days
