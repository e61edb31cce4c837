-- How a Durable Object was used on a day on which it was active for long (`active_us`), or woken by
-- alarms often enough for `alarm_cadence`. `span_us` is the time from the first to the last hour of
-- activity, or the whole day where answers have no hours. `events` are invocations and incoming
-- WebSocket messages: all that can wake an object. A figure that no answer gives is null. Where
-- logs are the source, `place` is the class and `low_us` the shortest active time. Where answers
-- name no object (`is_object`), a row is all objects of a namespace together.
-- grain: account, period_id, usage_on, resource_key
-- partition: account, usage_on
-- column events: Invocations and incoming messages; null where not known [events]
-- column place: Class of the object where logs are the source, else null
with billing as materialized (
    -- Groups by a number take less memory than those by account, period and day.
    select *, row_number() over ()::integer as day_number from params.billing_days
),
activity as (
    select
        b.day_number,
        r.resource_key,
        sum(r.active_us) filter (where r.is_long) as active_us,
        sum(r.inbound_messages) filter (where r.is_long) as active_messages,
        sum(r.inbound_messages) as messages,
        sum(r.outbound_messages) filter (where r.is_long) as outbound_messages,
        bool_or(r.is_object and r.is_long) as is_object,
        max(r.open_sockets) filter (where r.is_long) as open_sockets,
        bool_or(r.is_hourly and r.is_long) as is_hourly,
        min(r.observed_at) filter (where r.is_long) as first_at,
        max(r.observed_at) filter (where r.is_long) as last_at
    from usage.activity_rows as r
    join billing as b on b.account = r.account and b.usage_on = r.usage_on
        and r.observed_at >= b.starts_at and r.observed_at < b.ends_at
    group by b.day_number, r.resource_key
),
invoked as (
    select
        b.day_number,
        i.resource_key,
        sum(i.requests) filter (where i.invocation_type = 'alarm') as alarms,
        sum(i.requests) filter (where i.invocation_type = 'hibernation') as hibernation_messages,
        sum(i.requests) as invocations,
        bool_or(i.object_id is not null) as is_object,
        sum(i.wall_time_us) as wall_us
    from staging.durable_objects_invocations as i
    join usage.capture_days as d
        on d.capture_id = i.capture_id and d.usage_on = i.usage_on and d.is_split
        and d.meter = 'durable_objects.http_requests'
    join billing as b on b.account = i.account and b.usage_on = i.usage_on
        and i.observed_at >= b.starts_at and i.observed_at < b.ends_at
    group by b.day_number, i.resource_key
),
days as (
    select
        day_number,
        resource_key,
        coalesce(a.active_us >= t.value, false) as is_active,
        if(is_active, a.active_us, null) as long_us,
        if(is_active and a.is_hourly, date_diff('hour', a.first_at, a.last_at) + 1, 24)::hugeint
            * 3600000000 as span_us,
        a.resource_key is not null as has_rows,
        if(is_active, a.active_messages, a.messages) as messages,
        if(is_active, a.outbound_messages, null) as outbound_messages,
        if(is_active, a.open_sockets, null)::hugeint as open_sockets,
        if(is_active, a.is_object, i.is_object) as is_object,
        coalesce(i.alarms, 0) as alarms,
        coalesce(i.hibernation_messages, 0) as hibernation_messages,
        coalesce(i.invocations, 0) as invocations,
        if(i.invocations is null, 0, i.wall_us) as wall_us
    from activity as a
    full join invoked as i using (day_number, resource_key)
    cross join ref.signatures as s
    cross join ref.signature_thresholds as t
    where s.signature = 'alarm_cadence' and t.threshold = 'active_us'
        and (is_active or i.alarms >= s.at_least)
)
select
    b.account,
    b.period_id,
    b.usage_on,
    d.* exclude (day_number, is_active, has_rows, long_us, messages, invocations)
        replace (greatest(long_us, d.span_us) as span_us),
    coalesce(long_us, if(has_activity, 0, null)) as active_us,
    case when has_rows then messages when has_activity then 0 end as inbound_messages,
    if(has_events, invocations + coalesce(inbound_messages, 0), null) as events
from days as d
join billing as b using (day_number)
left join usage.object_datasets as k on k.account = b.account and k.usage_on = b.usage_on
union all by name
select * from usage.logged_object_days
