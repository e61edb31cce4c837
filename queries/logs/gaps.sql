-- Ranges of hours without any log of a script that should have logs. A gap means something only if
-- the script is busy enough: at its usual rate at least ten events would have been missed, or the
-- script was never logged.
-- grain: account, period_id, script, from_at
-- kind: table
-- empty without: logs.period_spans
with days as (
    select
        e.*,
        s.events,
        e.hours_expected & ~coalesce(s.hours_seen, 0) as hours_missing,
        coalesce(s.hours_seen, 0) & ~e.hours_expected <> 0 as is_edge
    from logs.expected_days as e
    left join logs.script_days as s using (account, script, usage_on)
),
-- On a day that two periods share, each period takes the events of its own hours.
edge_days as (
    select d.account, d.period_id, d.script, d.usage_on, sum(h.events)::hugeint as events
    from days as d
    join staging.log_hours as h
        on h.account = d.account and h.script = d.script and h.hour_at::date = d.usage_on
        and d.hours_expected & hour_bits(hour(h.hour_at), hour(h.hour_at) + 1) <> 0
    where d.is_edge
    group by d.account, d.period_id, d.script, d.usage_on
),
busy as (
    select
        d.account,
        d.period_id,
        d.script,
        sum(bit_count(d.hours_expected))::bigint as hours_expected,
        coalesce(sum(case when d.is_edge then e.events else d.events end), 0)::hugeint as events
    from days as d
    left join edge_days as e using (account, period_id, script, usage_on)
    group by d.account, d.period_id, d.script
),
hours as (
    select range::integer as hour, hour_bits(range, range + 1) as bit
    from range(24)
),
-- Ranges of missing hours within a day, in hours since 1970.
day_gaps as (
    select
        d.account,
        d.period_id,
        d.script,
        (d.usage_on - date '1970-01-01') * 24 + h.hour as from_hour,
        first_hour(hour_bits(h.hour, 25) & ~d.hours_missing) - h.hour as hours
    from days as d
    join hours as h on d.hours_missing & ~(d.hours_missing << 1) & h.bit <> 0
),
-- Ranges that meet at midnight are one: `run` (start less earlier gap hours) is equal in them.
ranked as (
    select *, from_hour - coalesce(sum(hours) over (
        partition by account, period_id, script order by from_hour
        rows between unbounded preceding and 1 preceding
    ), 0)::bigint as run
    from day_gaps
),
runs as (
    select
        account,
        period_id,
        script,
        timestamp '1970-01-01' + to_hours(min(from_hour)::integer) as from_at,
        timestamp '1970-01-01' + to_hours(max(from_hour + hours)::integer) as to_at,
        sum(hours)::bigint as hours
    from ranked
    group by account, period_id, script, run
)
select
    r.*,
    b.hours_expected,
    b.events = 0 or b.events * r.hours >= 10 * b.hours_expected as is_telling
from runs as r
join busy as b using (account, period_id, script)
