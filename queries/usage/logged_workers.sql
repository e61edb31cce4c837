-- Requests of user Workers by day where logs are the source of a period's total.
-- grain: account, period_id, usage_on, resource_key
-- kind: table
-- empty without: logs.user_workers
-- column total: Requests of the user Worker on the day [requests]
select s.account, s.period_id, s.meter, w.usage_on, w.resource_key, w.events as total
from usage.meter_sources as s
join params.day_periods as p using (account, period_id)
join logs.user_workers as w on w.account = s.account and w.usage_on = p.usage_on
where s.source = 'logs' and s.meter = 'workers_for_platforms.user_requests'
