-- The usage that would not exist without a behaviour, by place and day. For each meter that
-- ref.signature_figures names as spared, it is what the resources used on the days on which they
-- showed the behaviour. If a day names one meter, only that one counts.
-- grain: account, period_id, signature, place, meter, usage_on
-- kind: table
-- empty without: findings.signature_days, findings.signature_object_days
-- partition: account, period_id
with objects as (
    select d.*, g.figure as meter
    from findings.signature_object_days as d
    join ref.signature_figures as g on g.signature = d.signature and g.role = 'spared'
),
known as not materialized (
    select *, case meter
            when 'durable_objects.active_us' then active_us
            when 'durable_objects.alarm_requests' then if(active_us is null, null, alarms)
        end as total
    from objects
),
days as (
    select account, period_id, signature, place, usage_on, meter, 1 as spared, 1 as spared_of,
        unnest(resources, recursive := true)
    from known
    where total is null
    union all by name
    select d.*, g.figure as meter
    from findings.signature_days as d
    join ref.signature_figures as g on g.signature = d.signature and g.role = 'spared'
    union all by name
    select *, spared_meter as meter from findings.signature_days where spared_meter is not null
)
select account, period_id, signature, place, meter, usage_on, total
from known
where total is not null
union all
select
    d.account,
    d.period_id,
    d.signature,
    d.place,
    d.meter,
    d.usage_on,
    sum(u.total * d.spared // d.spared_of)::hugeint as total
from days as d
join usage.figure_days as u
    on u.account = d.account and u.period_id = d.period_id and u.usage_on = d.usage_on
    and u.resource_key = d.resource_key and u.figure = d.meter
group by all
