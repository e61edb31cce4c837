-- Days on which the use of a thing exceeds its usual use. Three conditions must hold: it exceeds
-- by a factor, by several times the spread of the last 28 days about their own usual use (in
-- thousandths of the spread), and by several standard deviations of a count. A thing that is not
-- used on most days, or not on that weekday, must also exceed its greatest day by the factor.
-- `excess` is how much more an average day has, because a weekday with little use shows little of
-- the change. For a thing that is seldom used, the excess is scaled by how often it was used in
-- the last 28 days.
-- grain: account, thing, meter, usage_on
-- kind: table
-- empty without: params.as_of
with limits as (
    select
        any_value(value) filter (where name = 'known_days') as known_days_from,
        any_value(value) filter (where name = 'percent') as percent_from,
        any_value(value) filter (where name = 'spread_percent') as spread_from,
        any_value(value) filter (where name = 'poisson') as poisson_from,
        any_value(value) filter (where name = 'steady_days') as steady_from,
        any_value(value) filter (where name = 'worth_cents') as worth_from
    from ref.change_limits
),
spread as (
    select
        *,
        middle(
            list(abs(total - usual) * 1000 // usual) filter (where usual > 0) over recent
        ) as spread,
        sum(usual) over week as week_usual,
        count(usual) over week as week_days
    from foresight.usual_days
    window
        recent as (
            partition by account, thing, meter order by usage_on
            range between to_days(28) preceding and to_days(1) preceding
        ),
        week as (
            partition by account, thing, meter order by usage_on
            range between to_days(6) preceding and current row
        )
),
judged as (
    select
        *,
        coalesce(usual, 0) > 0 and used_days >= least(steady_from, known_days // 2) as is_steady
    from spread
    cross join limits
),
exceeding as (
    select
        *,
        greatest(coalesce(usual, 0), if(is_steady, 0, most)) as level,
        case
            when is_steady
                then half_up_share((total - usual)::hugeint, week_usual, usual * week_days)
            when most = 0 then total
            else half_up_div((total - most) * used_days, greatest(recent_days, 1))
        end::hugeint as excess,
        case
            when is_steady then half_up_div(week_usual, week_days)
            else half_up_div(recent_total, greatest(recent_days, 1))
        end::hugeint as before_day
    from judged
    where total > 0 and known_days >= known_days_from
)
select
    e.account,
    e.thing,
    e.meter,
    e.usage_on,
    e.total,
    e.before_day,
    e.excess,
    e.excess * 30 * c.pico // c.micro_of as list_micros
from exceeding as e
join foresight.change_prices as c using (account, meter)
where e.total * 100 >= e.level * e.percent_from
    and (e.total - coalesce(e.usual, 0)) * 100000
        >= coalesce(e.spread, 0) * e.spread_from * coalesce(e.usual, 0)
    and e.total - coalesce(e.usual, 0) > whole_root(coalesce(e.usual, 0) * e.poisson_from)
    and e.excess * 31 * c.pico >= e.worth_from * 10000 // 4 * c.micro_of
