-- Meters of a billing period that logs can give, with the evidence: `inferred`, or `missing` where
-- the account has a day without any log. Logs of a job that leaves out events give no meter.
-- grain: account, period_id, meter
-- kind: table
-- empty without: logs.account_days
with covered as (
    select account, period_id, p.starts_on, p.ends_on, count(*) as days
    from params.periods as p
    join params.day_periods using (account, period_id)
    join logs.account_days using (account, usage_on)
    anti join logs.limits using (account, period_id)
    group by all
)
select distinct
    c.account,
    c.period_id,
    m.meter,
    evidence_rank(case when c.days < c.ends_on - c.starts_on then 'missing' else 'inferred' end)
        as evidence_rank
from covered as c
join params.day_periods using (account, period_id)
join logs.meters as m using (account, usage_on)
