-- Which of the two datasets about Durable Objects the answers of a day have, with all that is
-- needed to judge an object's day.
-- grain: account, usage_on
-- partition: account, usage_on
-- column has_activity: Whether the answers of the day have active time by resource
-- column has_events: Whether they have invocations by resource and type
select
    account,
    usage_on,
    bool_or(meter = 'durable_objects.active_us') as has_activity,
    bool_or(meter = 'durable_objects.alarm_requests') as has_events
from usage.capture_days
where is_split and meter in ('durable_objects.active_us', 'durable_objects.alarm_requests')
group by account, usage_on
