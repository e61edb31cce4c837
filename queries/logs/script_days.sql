-- Days on which a script appears in the logs, with its number of events, the lines that they wrote
-- and the hours that have one. Lines are null where a file does not say them.
-- grain: account, script, usage_on
-- kind: table
select
    account,
    script,
    usage_on,
    sum(events)::hugeint as events,
    case when count(log_lines) = count(*) then sum(log_lines)::hugeint end as log_lines,
    bit_or(hours_seen) as hours_seen
from logs.days
group by account, script, usage_on
