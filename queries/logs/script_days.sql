-- Days on which a script is in the logs, with its events and the hours in which it had any.
-- grain: account, script, usage_on
-- kind: table
select account, script, usage_on, sum(events)::hugeint as events, bit_or(hours_seen) as hours_seen
from logs.days
group by account, script, usage_on
