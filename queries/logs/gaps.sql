-- Ranges of hours without any log of a script that should have been there. Whether that says
-- anything depends on how busy the script is: ten of its usual events would have been missed, or it
-- never was logged.
-- grain: account, period_id, script, from_at
-- kind: table
with days as (
    select
        e.*,
        s.events,
        e.hours_expected & ~coalesce(s.hours_seen, 0) as hours_missing,
        coalesce(s.hours_seen, 0) & ~e.hours_expected <> 0 as is_edge
    from logs.expected_days as e
    left join logs.script_days as s using (account, script, usage_on)
),
-- Of a day that two periods share each takes the events of its own hours.
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
missing as (
    select
        *,
        hour_at - to_hours(row_number() over (
            partition by account, period_id, script order by hour_at
        )) as run_at
    from (
        select account, period_id, script, usage_on + to_hours(hour) as hour_at
        from (
            select *, unnest(range(0, 24)) as hour
            from days
            where hours_missing <> 0
        )
        where hours_missing & hour_bits(hour, hour + 1) <> 0
    )
)
select
    h.account,
    h.period_id,
    h.script,
    min(h.hour_at) as from_at,
    max(h.hour_at) + to_hours(1) as to_at,
    count(*) as hours,
    any_value(b.hours_expected) as hours_expected,
    any_value(b.events) = 0
        or any_value(b.events) * count(*) >= 10 * any_value(b.hours_expected) as is_telling
from missing as h
join busy as b using (account, period_id, script)
group by h.account, h.period_id, h.script, h.run_at
