-- The day of the month on which an account's billing periods start. It is stated by a person, else
-- given by the billing API, else taken from the newest known period, else assumed from the first
-- day of saved usage. A period cut to a short month shows that day at its other end. The time of
-- day comes from the billing API, else from a monthly subscription, else it is midnight.
-- grain: account
-- kind: table
with newest as (
    select
        account,
        arg_max(starts_on, starts_on) as starts_on,
        arg_max(ends_on, starts_on) as ends_on
    from params.known_periods
    group by account
),
times as (
    select account, arg_max(anchor_at::time, (rank, anchor_at)) as anchor_time
    from (
        select account, anchor_at, 2 as rank from staging.billing_anchors
        union all
        select account, cycle_starts_at, 1 from params.subscriptions where is_cycle
    )
    where anchor_at is not null
    group by account
)
select
    a.account,
    coalesce(
        a.anchor_day,
        (
            select day(max(b.anchor_at))
            from staging.billing_anchors as b
            where b.account = a.account
        ),
        case
            when n.ends_on - n.starts_on >= 28 then greatest(day(n.starts_on), day(n.ends_on))
            else day(n.ends_on)
        end,
        (
            select day(min(c.window_starts_at))
            from staging.captures as c
            where c.account = a.account and c.error_message is null
                and coalesce(c.dataset, '') not in (
                    select dataset from ref.meters where aggregate = 'counter'
                )
        ),
        1
    )::integer as anchor_day,
    coalesce(t.anchor_time, time '00:00') as anchor_time,
    a.anchor_day is null and n.account is null and a.account not in (
        select account from staging.billing_anchors where anchor_at is not null
    ) as is_assumed
from params.accounts as a
left join newest as n on n.account = a.account
left join times as t on t.account = a.account
