-- Days on which usage multiplied, of two kinds. `self_calls`: the requests of a Worker and its
-- subrequests multiplied by the same factor, although they did not match before, so the Worker
-- calls itself. `multiplied`: a resource appeared, or a meter of it multiplied, in
-- micro-dollars at list prices. What appeared and stayed (`launch_days`) was launched on purpose
-- and has no more rows, unless it costs more than a launch (`launch_most_value`). Each object of a
-- namespace has a row.
-- grain: account, period_id, signature, resource_key, usage_on, spared_meter
-- kind: table
with rises as materialized (
    select r.*, p.period_id
    from findings.rises as r
    join params.day_periods as p using (account, usage_on)
),
subrequests as (
    select
        r.account,
        r.thing,
        r.usage_on,
        sum(n.total) filter (where n.usage_on = r.usage_on) as total,
        coalesce(
            sum(n.total) filter (where n.usage_on < r.rose_on)
                // nullif(count(*) filter (where n.usage_on < r.rose_on), 0), 0
        ) as usual
    from rises as r
    join usage.observed_days as n
        on n.account = r.account and n.resource_key = r.thing
        and n.observation = 'workers.subrequests' and n.usage_on <= r.usage_on
        and n.usage_on >= r.rose_on - 62
    where r.meter = 'workers.requests'
    group by r.account, r.thing, r.usage_on, r.rose_on
),
limits as (
    select
        any_value(value) filter (where threshold = 'launch_days') as launch_days,
        any_value(value) filter (where threshold = 'launch_value') as launch_value,
        any_value(value) filter (where threshold = 'launch_most_value') as launch_most_value
    from ref.signature_thresholds
),
stayed as (
    select r.account, r.thing, r.meter, r.rose_on
    from rises as r
    group by r.account, r.thing, r.meter, r.rose_on
    having min(r.usual_value) < (select launch_value from limits)
        and max(r.usage_on) - r.rose_on >= (select launch_days from limits)
        and max(r.value) < (select launch_most_value from limits)
),
multiplied as (
    select r.*
    from rises as r
    join ref.signatures as s on s.signature = 'multiplied'
    anti join stayed using (account, thing, meter, rose_on)
    where r.value >= s.at_least and r.total * s.threshold_of >= r.usual * s.threshold
),
objects as (
    select m.*, u.resource_key, u.split, row_number() over (
            partition by m.account, m.period_id, m.thing, m.meter, m.usage_on
            order by u.resource_key
        ) as object_number
    from multiplied as m
    join usage.resource_days as u
        on u.account = m.account and u.period_id = m.period_id and u.usage_on = m.usage_on
        and u.meter = m.meter and u.split > 0
    join usage.resources as r
        on r.resource_key = u.resource_key and coalesce(place_name(
            r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name
        ), '?') = m.thing
    where starts_with(m.meter, 'durable_objects.')
)
select
    r.account,
    r.period_id,
    s.signature,
    r.thing as resource_key,
    r.usage_on,
    r.total as measured,
    r.usual as per,
    r.total - r.usual as spared,
    r.total as spared_of,
    null::varchar as spared_meter
from rises as r
join subrequests as n using (account, usage_on, thing)
join ref.signatures as s on s.signature = 'self_calls'
where r.meter = 'workers.requests' and r.total >= s.at_least
    and r.total * s.threshold_of >= r.usual * s.threshold
    and abs(n.total - n.usual - (r.total - r.usual)) * 10 <= r.total - r.usual
    and (n.usual * 2 <= r.usual or n.usual >= r.usual * 2)
union all
select account, period_id, 'multiplied', thing, usage_on, value, usual_value, total - usual, total,
    meter
from multiplied
where not starts_with(meter, 'durable_objects.')
union all
select account, period_id, 'multiplied', resource_key, usage_on, value * split // total,
    if(object_number = 1, usual_value, 0), total - usual, total, meter
from objects
