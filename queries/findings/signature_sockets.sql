-- Days on which an object with WebSockets was active for most of its span: it accepted them without
-- hibernation. Messages of the hibernation API show that it could hibernate. An object that only
-- sends has open sockets and no incoming messages. With a message each second there is no time to
-- hibernate.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/best-practices/websockets/
select
    d.account,
    d.period_id,
    s.signature,
    d.resource_key,
    d.usage_on,
    d.active_us as measured,
    d.span_us as per,
    d.inbound_messages as beside,
    d.events as beside_of,
    d.open_sockets as most
from usage.object_days as d
join ref.signatures as s on s.signature = 'no_hibernation'
anti join findings.signature_alarms as a
    on a.account = d.account and a.period_id = d.period_id
    and a.resource_key = d.resource_key and a.usage_on = d.usage_on
where d.active_us >= s.at_least and d.active_us * s.threshold_of >= d.span_us * s.threshold
    and d.active_us >= d.inbound_messages * 1000000
    and d.hibernation_messages = 0 and (d.inbound_messages > 0 or d.open_sockets > 0)
