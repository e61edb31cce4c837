-- How a Durable Object was used on a day on which it was active for six hours (half an hour, where
-- its answers have hours), or woken by an alarm as often as every five minutes. `span_us` is the
-- time from its first to its last hour of activity, or the whole day where its answers have no
-- hours. `events` are invocations and incoming WebSocket messages: all that can wake an object.
-- Open sockets are null where no answer has them. `place` is the class where logs are the source.
-- grain: account, period_id, usage_on, resource_key
-- kind: table
-- empty without: staging.durable_objects_periodic
-- empty without: staging.durable_objects_invocations, logs.active_days
-- partition: account, usage_on
with hourly as (
    select capture_id
    from staging.captures
    where dataset = 'durableObjectsPeriodicGroups'
        and regexp_matches(grouping_key, 'Hour|datetime(,|$)')
),
active as (
    select
        p.account,
        b.period_id,
        p.usage_on,
        p.resource_key,
        sum(p.active_us)::hugeint as active_us,
        sum(p.inbound_messages)::hugeint as inbound_messages,
        max(p.open_sockets)::hugeint as open_sockets,
        case when bool_or(h.capture_id is not null) then
            (date_diff('hour', min(p.observed_at), max(p.observed_at)) + 1)::hugeint * 3600000000
        else 86400000000 end as span_us
    from staging.durable_objects_periodic as p
    join usage.capture_days as d
        on d.capture_id = p.capture_id and d.usage_on = p.usage_on and d.is_split
        and d.meter = 'durable_objects.active_us'
    join params.billing_days as b
        on b.account = p.account and b.usage_on = p.usage_on
        and p.observed_at >= b.starts_at and p.observed_at < b.ends_at
    left join hourly as h on h.capture_id = p.capture_id
    where p.active_us >= 21600000000 or (p.active_us > 0 and h.capture_id is not null)
    group by p.account, b.period_id, p.usage_on, p.resource_key
    having sum(p.active_us) >= 1800000000
),
woken as (
    select account, usage_on, resource_key
    from staging.durable_objects_invocations
    where invocation_type = 'alarm'
    group by account, usage_on, resource_key
    having sum(requests) >= 288
),
restless as (
    select account, usage_on, resource_key from active
    union
    select * from woken
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
        coalesce(sum(i.wall_time_us), 0)::hugeint as wall_us
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
)
select
    account,
    period_id,
    usage_on,
    resource_key,
    coalesce(a.active_us, 0) as active_us,
    coalesce(i.alarms, 0) as alarms,
    coalesce(i.hibernation_messages, 0) as hibernation_messages,
    coalesce(a.inbound_messages, 0) as inbound_messages,
    coalesce(i.invocations, 0) + coalesce(a.inbound_messages, 0) as events,
    a.open_sockets,
    coalesce(i.wall_us, 0) as wall_us,
    greatest(a.active_us, coalesce(a.span_us, 86400000000)) as span_us,
    null::varchar as place
from active as a
full join invoked as i using (account, period_id, usage_on, resource_key)
where a.active_us is not null or i.alarms >= 288
union all by name
select * from usage.logged_object_days
