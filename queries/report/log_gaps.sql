-- Ranges of hours of a billing period without logs of a script that should have some. Rows without
-- a script are the parts of the period for which the account has no logs.
-- grain: account, period_id, script, from_at
-- column script: Worker script; null where the account has no logs at all
with reached as (
    select
        p.account,
        p.period_id,
        date_trunc('hour', p.starts_at) as starts_at,
        date_trunc('hour', p.ends_at) as ends_at,
        s.first_at,
        s.last_at + to_hours(1) as last_at
    from params.periods as p
    join logs.period_spans as s using (account, period_id)
)
select account, period_id, script, from_at, to_at, hours, is_telling
from logs.gaps
union all
select account, period_id, null, starts_at, first_at, date_diff('hour', starts_at, first_at), true
from reached
where starts_at < first_at
union all
select account, period_id, null, last_at, ends_at, date_diff('hour', last_at, ends_at), true
from reached
where last_at < ends_at
