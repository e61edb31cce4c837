-- Days on which the use of a meter rises to several times its usual value (`rise_times`), and the
-- 30 days after each rise. The usual value is the median of the days before. The use is that of a
-- resource, or of all Durable Objects of a namespace together, because single objects come and go.
-- A rise must far exceed (`rise_most_times`) every known day before it, and several days must be
-- known (`rise_known_days`); so a weekly job is no rise. Only usage that is worth something at
-- list prices counts (`rise_value`). `value` and `usual_value` are micro-dollars.
-- grain: account, thing, meter, usage_on
with limits as (
    select
        any_value(value) filter (where threshold = 'rise_known_days') as known_days_from,
        any_value(value) filter (where threshold = 'rise_times') as times,
        any_value(value) filter (where threshold = 'rise_most_times') as most_times,
        any_value(value) filter (where threshold = 'rise_value') as value_from
    from ref.signature_thresholds
),
used as (
    select account, period_id, meter, usage_on, resource_key as thing, split
    from usage.resource_days
    where meter < 'durable_objects.'
    union all
    select account, period_id, meter, usage_on, resource_key, split
    from usage.resource_days
    where meter >= 'durable_objects/'
    union all
    select account, period_id, meter, usage_on, place, total from usage.class_days
),
costly as (
    select distinct u.account, u.thing, u.meter, p.pico, p.micro_of
    from used as u
    cross join limits as l
    join findings.list_prices as p using (account, period_id, meter)
    where u.split >= ceil_div(l.value_from * p.micro_of, p.pico)
),
days as (
    select
        d.account,
        d.thing,
        d.meter,
        k.usage_on,
        coalesce(sum(u.split), 0)::hugeint as total,
        any_value(d.pico) as pico,
        any_value(d.micro_of) as micro_of
    from costly as d
    join (select distinct account, meter, usage_on from usage.day_totals) as k
        on k.account = d.account and k.meter = d.meter
    left join used as u
        on u.account = d.account and u.thing = d.thing and u.meter = d.meter
        and u.usage_on = k.usage_on
    group by d.account, d.thing, d.meter, k.usage_on
),
compared as (
    select
        *,
        count(*) over earlier as known_days,
        max(total) over earlier as most,
        list_sort(list(total) over earlier) as totals
    from days
    window earlier as (
        partition by account, thing, meter order by usage_on
        rows between 62 preceding and 1 preceding
    )
),
begun as (
    select
        *,
        first_value(
            case
                when known_days >= known_days_from and total > most_times * most
                    and total * pico >= value_from * micro_of
                    and total >= times * totals[(len(totals) + 1) // 2]
                    then {'rose_on': usage_on, 'usual': totals[(len(totals) + 1) // 2]}
            end ignore nulls
        ) over (
            partition by account, thing, meter order by usage_on
            rows between 30 preceding and current row
        ) as rise
    from compared
    cross join limits
)
select
    account,
    thing,
    meter,
    usage_on,
    total,
    rise.rose_on,
    rise.usual,
    total * pico // micro_of as value,
    rise.usual * pico // micro_of as usual_value
from begun
where rise is not null and total >= times * rise.usual and total * pico >= value_from * micro_of
