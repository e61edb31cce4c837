-- Hours in which a script is in the logs, with its events.
-- grain: account, script, hour_at
-- kind: table
select account, script, hour_at, sum(events)::hugeint as events
from staging.log_hours
group by account, script, hour_at
