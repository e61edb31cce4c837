-- Changes of level that are worth an alarm, with the first and the last day on which the excess of
-- a thing is worth one. Days less than a week apart belong to one change.
-- grain: account, thing, meter, first_on
-- kind: table
-- empty without: params.as_of
with worth as (
    select
        p.account,
        coalesce(p.worth_usd, cents_to_usd(l.value)) as worth_usd,
        q.value::integer as quiet_days
    from foresight.periods as p
    join ref.change_limits as l on l.name = 'worth_cents'
    join ref.change_limits as q on q.name = 'quiet_days'
),
alarms as (
    select
        c.*,
        c.usage_on - lag(c.usage_on) over (
            partition by c.account, c.thing, c.meter order by c.usage_on
        ) <= w.quiet_days as is_same
    from foresight.change_costs as c
    join worth as w using (account)
    where c.usd_month >= w.worth_usd
),
numbered as (
    select
        *,
        count(*) filter (where is_same is not true) over (
            partition by account, thing, meter order by usage_on
        ) as change
    from alarms
)
select
    account,
    thing,
    meter,
    min(usage_on) as first_on,
    max(usage_on) as last_on,
    arg_min(before_day, usage_on) as before_day,
    arg_min(before_day + excess, usage_on) as after_day,
    arg_min(usd_month, usage_on) as usd_month
from numbered
group by account, thing, meter, change
