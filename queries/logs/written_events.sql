-- How many events Workers Logs would keep for a script in a billing period, as far as logs were
-- loaded: one for each invocation and one for each line that it wrote. Logs of a job that leaves
-- out events give no number, and neither do files whose lines are unknown.
-- grain: account, period_id, usage_on, script
-- empty without: logs.script_days
-- see: https://developers.cloudflare.com/workers/observability/logs/workers-logs/
select
    s.account,
    p.period_id,
    s.usage_on,
    s.script,
    s.events as invocations,
    s.log_lines,
    s.events + s.log_lines as log_events
from logs.script_days as s
join params.day_periods as p using (account, usage_on)
anti join logs.limits as l on l.account = s.account and l.period_id = p.period_id
