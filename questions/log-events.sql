-- title: Log events per invocation
-- What Workers Logs would count of each Worker, from exported logs: an event for each invocation
-- and one for each line that it wrote. Only days whose logs were loaded are counted.
-- theme: Workers and logs
-- empty: Not known: no log of this period tells every invocation and its lines.
select
    script,
    count(*) as days,
    sum(invocations)::hugeint as invocations,
    sum(log_lines)::hugeint as log_lines,
    sum(log_events)::hugeint as log_events,
    ratio_9(sum(log_events), sum(invocations)) as events_per_invocation
from logs.written_events
where account = $account and period_id = $period
group by script
having sum(invocations) > 0
order by log_events desc, script
