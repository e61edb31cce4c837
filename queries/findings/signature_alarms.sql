-- Days on which an object was woken by little but its own alarms, one after the other. If it was
-- awake for most of the time between them it did not sleep (`alarm_loop`), else the alarms alone
-- cost (`alarm_cadence`).
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, usage_on
-- partition: account, period_id
-- see: https://developers.cloudflare.com/durable-objects/api/alarms/
with days as (
    select *, case when active_us * 2 >= span_us then 'alarm_loop' else 'alarm_cadence' end
        as signature
    from usage.object_days
)
select
    d.account,
    d.period_id,
    d.signature,
    d.resource_key,
    d.usage_on,
    d.active_us as measured,
    d.span_us as per,
    d.alarms as beside,
    d.events as beside_of,
    d.open_sockets as most
from days as d
join ref.signatures as s using (signature)
where d.alarms >= s.at_least and d.alarms * s.threshold_of >= d.events * s.threshold
