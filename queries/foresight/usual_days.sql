-- Each known day of a thing beside its usual use, which is the median of the same weekday in the
-- last four weeks (of an even number, the higher middle value). It is raised by up to a fifth
-- towards the median of the last 14 days, because four days may all be low by chance. The row also
-- has the greatest of the last 62 days, and on how many of the last 28 days the thing was used. A
-- known day without rows is a day without use. No later day is read.
-- grain: account, thing, meter, usage_on
-- kind: table
-- empty without: params.as_of
with days as (
    select
        n.account,
        n.thing,
        n.meter,
        k.usage_on,
        (k.usage_on - date '2000-01-03') % 7 as weekday,
        coalesce(d.total, 0)::hugeint as total
    from (select distinct account, thing, meter from foresight.thing_days) as n
    join foresight.known_meter_days as k using (account, meter)
    left join foresight.thing_days as d using (account, thing, meter, usage_on)
),
compared as (
    select
        *,
        list(total) over same_weekday as alike,
        middle(list(total) over fortnight) as level,
        count(*) over before as known_days,
        coalesce(max(total) over before, 0) as most,
        count(*) filter (where total > 0) over recent as used_days,
        coalesce(sum(total) over recent, 0) as recent_total,
        count(*) over recent as recent_days
    from days
    window
        same_weekday as (
            partition by account, thing, meter, weekday order by usage_on
            range between to_days(28) preceding and to_days(7) preceding
        ),
        fortnight as (
            partition by account, thing, meter order by usage_on
            range between to_days(14) preceding and to_days(1) preceding
        ),
        before as (
            partition by account, thing, meter order by usage_on
            range between to_days(62) preceding and to_days(1) preceding
        ),
        recent as (
            partition by account, thing, meter order by usage_on
            range between to_days(28) preceding and to_days(1) preceding
        )
)
select
    * exclude (alike, alike_day, weekday, level, name, value, says),
    greatest(alike_day, least(level, alike_day * l.value // 100)) as usual
from (select *, list_sort(alike)[len(alike) // 2 + 1] as alike_day from compared)
join ref.change_limits as l on l.name = 'weekday_percent'
