-- The name of what changed, the object that has more than half of it on the first day, if one has,
-- and the tenant that has the largest part.
-- grain: account, thing, meter, first_on
-- kind: table
-- empty without: params.as_of
with parts as (
    select
        c.account,
        c.thing,
        c.meter,
        c.first_on,
        u.resource_key,
        r.namespace_id,
        place_name(r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name)
            as place,
        coalesce(r.object_name, r.object_id) as object,
        u.split,
        sum(u.split) over (
            partition by c.account, c.thing, c.meter, c.first_on
        )::hugeint as whole
    from foresight.changes as c
    join usage.resource_days as u
        on u.account = c.account and u.meter = c.meter and u.usage_on = c.first_on
    left join usage.resources as r on r.resource_key = u.resource_key
    where coalesce(r.namespace_id, u.resource_key) = c.thing and u.split > 0
),
owned as (
    select
        p.account,
        p.thing,
        p.meter,
        p.first_on,
        coalesce(o.tenant, 'unattributed') as tenant,
        sum(p.split * coalesce(o.weight, 1) * 1000000 // coalesce(o.weights, 1)) as split
    from parts as p
    left join usage.ownership as o
        on o.resource_key = p.resource_key and o.from_on <= p.first_on and o.to_on > p.first_on
    group by all
),
tenants as (
    select account, thing, meter, first_on, arg_max(tenant, (split, tenant)) as tenant
    from owned
    group by account, thing, meter, first_on
)
select
    p.account,
    p.thing,
    p.meter,
    p.first_on,
    coalesce(any_value(p.place), '?') as place,
    -- Of two objects one alone can have more than half.
    any_value(p.object) filter (where p.namespace_id is not null and 2 * p.split > p.whole)
        as object,
    any_value(t.tenant) as tenant
from parts as p
join tenants as t using (account, thing, meter, first_on)
group by p.account, p.thing, p.meter, p.first_on
