-- Breaks with their age in days, by the clock of the last run.
-- grain: break_id
select
    b.break_id as id,
    b.account,
    b.period_id,
    b.name as line,
    b.line_key,
    b.kind,
    b.state,
    b.first_usd,
    b.usd,
    date_diff('day', b.first_seen_at, c.ran_at) as age_days,
    b.first_seen_at::date as first_seen_on,
    b.last_seen_at::date as last_seen_on,
    b.cause,
    b.reason
from ops.breaks as b
cross join params.clock as c
