-- How a Durable Object was used on a day by the logs, where they are the source of its active time.
-- The columns are those of usage.object_days. Classes with open sockets are left out: the log of a
-- socket lasts as long as the socket, whether or not the object hibernated.
-- grain: account, period_id, usage_on, resource_key
-- partition: account, usage_on
-- column alarms: Alarms that fired [count]
-- column events: Alarms, messages and requests that reached the object [events]
-- column place: Class of the object
with sources as (
    select account, period_id
    from usage.meter_sources
    where meter = 'durable_objects.active_us' and source = 'logs'
),
counts as (
    select
        account,
        object_key,
        usage_on,
        coalesce(sum(events) filter (where kind = 'alarm'), 0)::hugeint as alarms,
        coalesce(sum(events) filter (where kind = 'ws'), 0)::hugeint as messages,
        coalesce(sum(events) filter (where kind in ('http', 'upgrade', 'rpc')), 0)::hugeint
            as requests,
        (sum(wall_ms) * 1000)::hugeint as wall_us,
        bit_or(hours_seen) as hours_seen
    from logs.days
    where object_key is not null
    group by account, object_key, usage_on
)
select
    d.account,
    p.period_id,
    d.usage_on,
    log_key('object', o.account, o.object_id) as resource_key,
    d.base_us as active_us,
    c.alarms,
    c.messages as hibernation_messages,
    0::hugeint as inbound_messages,
    0::hugeint as outbound_messages,
    c.alarms + c.messages + c.requests as events,
    null::hugeint as open_sockets,
    c.wall_us,
    greatest(d.base_us, (last_hour(c.hours_seen) - first_hour(c.hours_seen) + 1)
        * 3600000000)::hugeint as span_us,
    true as is_object,
    d.low_us,
    d.class as place
from logs.active_days as d
join params.day_periods as p using (account, usage_on)
join sources as c2 on c2.account = d.account and c2.period_id = p.period_id
join logs.classes as k
    on k.account = d.account and k.script = d.script and k.class = d.class and not k.has_upgrades
join staging.log_objects as o using (object_key)
join counts as c
    on c.account = d.account and c.object_key = d.object_key and c.usage_on = d.usage_on
join ref.signatures as s on s.signature = 'alarm_cadence'
join ref.signature_thresholds as t on t.threshold = 'active_us'
where d.base_us >= t.value or c.alarms >= s.at_least
