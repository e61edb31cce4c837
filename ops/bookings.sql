-- The period in which a change of a closed period is booked: the first later period of the account
-- that was not closed when the change was found. Null means the next period to come. The numbers
-- of corrections tell what was before and after, because clocks jump.
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
        c.after_correction as closed_after,
        r.after_correction as reopened_after
    from ops.closes as c
    left join ops.reopens as r using (account, period_id, version)
),
changes as (
    select correction, account, period_id from ops.corrections
    union all
    select correction, account, period_id from ops.charge_corrections
    union all
    select correction, account, period_id from ops.tenant_corrections
)
select
    c.correction,
    (
        select min(l.period_id)
        from later_periods as l
        where l.account = c.account and l.period_id > c.period_id
            and not exists (
                select 1
                from closed as d
                where d.account = l.account and d.period_id = l.period_id
                    and d.closed_after < c.correction
                    and coalesce(d.reopened_after >= c.correction, true)
            )
    ) as booked_in
from changes as c
