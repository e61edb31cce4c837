-- Ranges of hours without any log of a script that should have been there. Whether that says
-- anything depends on how busy the script is: ten of its usual events would have been missed, or it
-- never was logged.
-- grain: account, period_id, script, from_at
-- kind: table
with hours as (
    select e.*, s.events
    from usage.log_expected_hours as e
    left join usage.log_script_hours as s using (account, script, hour_at)
),
busy as (
    select
        account,
        period_id,
        script,
        count(*) as hours_expected,
        coalesce(sum(events), 0)::hugeint as events
    from hours
    group by account, period_id, script
),
missing as (
    select *, hour_at - to_hours(row_number() over (
        partition by account, period_id, script order by hour_at
    )) as run_at
    from hours
    where events is null
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
