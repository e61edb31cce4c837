-- Periods that `prune` removes rows of, and whether a close keeps their results.
-- grain: account, period_id
select
    p.account,
    p.starts_on,
    p.ends_on,
    p.period_id in (select c.period_id from active_closes as c where c.account = p.account)
        as is_closed
from params.periods as p
cross join pruning as n
where p.starts_on < n.kept_from_on
    and p.starts_on >= coalesce((select max(kept_from_on) from ops.prunes), p.starts_on)
