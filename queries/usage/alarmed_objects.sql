-- Durable Objects that alarms woke as often as every five minutes on a day, with their incoming
-- messages. Those are null where no answer says them, and zero where the object was not active.
-- grain: account, usage_on, resource_key
-- partition: account, usage_on
with woken as (
    select account, usage_on, resource_key
    from staging.durable_objects_invocations
    where invocation_type = 'alarm'
    group by account, usage_on, resource_key
    having sum(requests) >= 288
),
active as (
    select p.account, p.usage_on, p.resource_key, sum(p.inbound_messages) as inbound_messages
    from staging.durable_objects_periodic as p
    join usage.capture_days as d
        on d.capture_id = p.capture_id and d.usage_on = p.usage_on and d.is_split
        and d.meter = 'durable_objects.active_us'
    semi join woken as w
        on w.account = p.account and w.usage_on = p.usage_on and w.resource_key = p.resource_key
    group by p.account, p.usage_on, p.resource_key
),
known as (
    select distinct account, usage_on
    from usage.capture_days
    where is_split and meter = 'durable_objects.active_us'
)
select
    account,
    usage_on,
    resource_key,
    case
        when a.resource_key is not null then a.inbound_messages
        when k.usage_on is not null then 0
    end::hugeint as inbound_messages
from woken as w
left join active as a using (account, usage_on, resource_key)
left join known as k using (account, usage_on)
