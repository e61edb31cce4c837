-- Days on which an account has any log, with the hours that have one.
-- grain: account, usage_on
-- kind: table
select account, usage_on, bit_or(hours_seen) as hours_seen
from logs.script_days
group by account, usage_on
