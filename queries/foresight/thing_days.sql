-- The use of a meter by a thing on a known day. A thing is a resource, or all Durable Objects of a
-- namespace together, because single objects come and go. Only things whose use is worth something
-- at list prices on some day have rows.
-- grain: account, thing, meter, usage_on
-- kind: table
-- empty without: params.as_of
with things as (
    select
        u.account,
        coalesce(r.namespace_id, u.resource_key) as thing,
        u.meter,
        u.usage_on,
        sum(u.split)::hugeint as total
    from usage.resource_days as u
    left join usage.resources as r on r.resource_key = u.resource_key
    where u.split > 0 and u.meter in (select meter from foresight.change_prices)
    group by all
),
costly as (
    select t.account, t.thing, t.meter
    from things as t
    join foresight.change_prices as c using (account, meter)
    join ref.change_limits as l on l.name = 'worth_cents'
    group by t.account, t.thing, t.meter
    having max(t.total) * any_value(c.pico) * 31 >= any_value(l.value * 10000 * c.micro_of)
)
select t.account, t.thing, t.meter, t.usage_on, t.total
from things as t
semi join costly as d using (account, thing, meter)
semi join foresight.known_meter_days as k using (account, meter, usage_on)
