-- Log events by day, script and meter: a total only where no analytics were saved.
-- grain: account, usage_on, meter, script
-- kind: table
select
    e.account,
    e.usage_on,
    k.meter,
    e.script,
    count(*)::hugeint as events
from staging.log_events as e
join ref.log_kinds as k on k.event_type = e.event_type and k.is_object = e.is_object
group by e.account, e.usage_on, k.meter, e.script
