-- Billing periods that have saved usage and are not over, with the hour up to which they are
-- judged. Usage after that hour is not missing yet.
-- grain: account, period_id
-- kind: table
select p.account, p.period_id, date_trunc('hour', c.ran_at) as judged_at
from params.periods as p
join params.clock as c on c.ran_at >= p.starts_at and c.ran_at < p.ends_at
where exists (
    select 1
    from staging.captures as s
    where s.account = p.account and s.error_message is null
        and s.window_starts_at < p.ends_at and s.window_ends_at > p.starts_at
)
