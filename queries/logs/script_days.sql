-- Days on which a script appears in the logs, with its number of events and the hours that have
-- one.
-- grain: account, script, usage_on
-- kind: table
select account, script, usage_on, sum(events)::hugeint as events, bit_or(hours_seen) as hours_seen
from logs.days
group by account, script, usage_on
