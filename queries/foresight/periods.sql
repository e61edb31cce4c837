-- The billing period of each account that is forecast, and the as-of day: days before it count as
-- known where usage covers them.
-- grain: account, period_id
-- kind: table
-- empty without: params.as_of
select
    p.account,
    p.period_id,
    p.starts_on,
    p.ends_on,
    p.last_on,
    least(coalesce(w.as_on, c.ran_at::date), p.last_on + 1)::date as as_on,
    w.worth_usd
from params.as_of as w
join params.periods as p using (account, period_id)
cross join params.clock as c
