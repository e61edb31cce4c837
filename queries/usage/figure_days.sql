-- Every figure by which signatures judge a resource on a day: meters, observations, and what logs
-- say about objects if logs are the source of active time.
-- grain: account, period_id, figure, usage_on, resource_key
-- partition: account, usage_on
-- partition: account, period_id
-- column total: What the figure comes to on the day [unit of the figure]
select account, period_id, meter as figure, usage_on, resource_key, split as total
from usage.resource_days
where split > 0
union all
select o.account, p.period_id, o.observation, o.usage_on, o.resource_key, o.total
from usage.observed_days as o
join params.day_periods as p using (account, usage_on)
union all
select account, period_id, unnest(['durable_objects.active_us', 'durable_objects.alarm_requests']),
    usage_on, resource_key, unnest([active_us, alarms])
from usage.logged_object_days
