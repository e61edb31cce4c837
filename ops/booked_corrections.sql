-- Corrections with the period that they are booked in: the first one of the account after the
-- corrected period that was not closed when the change was found. Null is the next one to come.
-- grain: correction
with later_periods as (
    select account, period_id, starts_on from params.periods
    union
    select account, period_id, starts_on from ops.closes
),
closed as (
    select
        c.account,
        c.period_id,
        c.closed_at,
        coalesce(r.reopened_at, timestamp '9999-12-31') as reopened_at
    from ops.closes as c
    left join ops.reopens as r using (account, period_id, version)
)
select
    c.*,
    (
        select min(l.period_id)
        from later_periods as l
        where l.account = c.account and l.period_id > c.period_id
            and not exists (
                select 1
                from closed as d
                where d.account = l.account and d.period_id = l.period_id
                    and d.closed_at < c.found_at and d.reopened_at > c.found_at
            )
    ) as booked_in
from ops.corrections as c
