-- Each known day of a thing beside what was usual before: the median of the same weekday in the
-- last four weeks (of an even number the higher one), the greatest of the last 62 days, and on how
-- many of the last 28 it was in use. A known day without rows is a day without use. Nothing looks
-- at later days.
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
    * exclude (alike, weekday),
    list_sort(alike)[len(alike) // 2 + 1] as usual
from compared
