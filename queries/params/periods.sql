-- The billing periods of an account, half-open, UTC: the known ones and, where saved usage (or
-- logs, without saved usage) lies outside them, periods counted from the anchor day of the month,
-- cut to short months. A bound on the anchor day has the anchor's time of day. Other bounds and
-- stated ones are midnight. `ends_on` is the day in which the period ends, `last_on` the last day
-- with a part in it. A counter is requested from the first of its month, so it starts no period.
-- grain: account, period_id
-- kind: table
with counters as (select dataset from ref.meters where aggregate = 'counter'),
used as (
    select
        account,
        coalesce(
            min(window_starts_at)
                filter (where coalesce(dataset, '') not in (from counters)),
            min(window_starts_at)
        )::date as first_on,
        max(window_ends_at - to_microseconds(1))::date as last_on
    from staging.captures
    group by account
    union all
    -- The last event of a file: the first one may be a socket that was opened days before.
    select account, min(last_event_at)::date, max(last_event_at)::date
    from staging.log_files as f
    where last_event_at is not null
        and not exists (select 1 from staging.captures as c where c.account = f.account)
    group by account
),
months as (
    select
        u.account,
        a.anchor_day,
        a.is_assumed,
        u.first_on,
        u.last_on,
        unnest(generate_series(
            date_trunc('month', u.first_on - to_months(1)),
            date_trunc('month', u.last_on),
            to_months(1)
        ))::date as month_on
    from used as u
    join params.anchors as a on a.account = u.account
),
anniversaries as (
    select
        account,
        first_on,
        last_on,
        (month_on + (least(anchor_day, day(last_day(month_on))) - 1)::integer)::date as starts_on,
        (
            last_day(month_on)
            + least(anchor_day, day(last_day((last_day(month_on) + 1)::date)))::integer
        )::date as ends_on,
        case when is_assumed then 'assumed' else 'anniversary' end as source
    from months
),
filled as (
    select a.account, a.starts_on, a.ends_on, a.source
    from anniversaries as a
    where a.ends_on > a.first_on
        and a.starts_on <= a.last_on
        and not exists (
            select 1
            from params.known_periods as k
            where k.account = a.account and k.starts_on < a.ends_on and k.ends_on > a.starts_on
        )
),
listed as (
    select * from filled
    union all
    select account, starts_on, ends_on, source from params.known_periods
),
bounded as (
    select
        l.*,
        l.starts_on + case
            when l.source <> 'stated'
                and day(l.starts_on) = least(a.anchor_day, day(last_day(l.starts_on)))
                then a.anchor_time
            else time '00:00'
        end as starts_at,
        l.ends_on + case
            when l.source <> 'stated'
                and day(l.ends_on) = least(a.anchor_day, day(last_day(l.ends_on)))
                then a.anchor_time
            else time '00:00'
        end as ends_at
    from listed as l
    left join params.anchors as a on a.account = l.account
)
select
    account,
    strftime(starts_on, '%Y-%m-%d') as period_id,
    starts_on,
    ends_on,
    source,
    starts_at,
    ends_at,
    (date_trunc('hour', ends_at) - to_microseconds(1))::date as last_on
from bounded
