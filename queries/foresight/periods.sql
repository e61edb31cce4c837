-- The billing period of each account that is looked ahead in, with the day as of which: the days
-- before it count as known, as far as usage covers them.
-- grain: account, period_id
-- checked: when named
with used as (
    select t.account, max(t.period_id) as period_id
    from usage.period_totals as t
    join params.periods as p using (account, period_id)
    join params.clock as c on p.starts_on <= c.ran_at::date
    where t.source <> 'list'
    group by t.account
),
wanted as (
    select account, period_id, as_on from params.as_of
    union all
    select u.account, u.period_id, null
    from used as u
    where not exists (select 1 from params.as_of)
)
select
    p.account,
    p.period_id,
    p.starts_on,
    p.ends_on,
    p.last_on,
    least(coalesce(w.as_on, c.ran_at::date), p.last_on + 1)::date as as_on
from wanted as w
join params.periods as p using (account, period_id)
cross join params.clock as c
