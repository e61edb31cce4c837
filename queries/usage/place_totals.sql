-- Each tenant's part of a meter in a billing period, by the namespace or script of the usage,
-- a user Worker with its dispatch namespace.
-- grain: account, period_id, meter, tenant, place
-- kind: table
-- partition: account, period_id
with totals as (
    select
        m.account,
        m.period_id,
        m.meter,
        m.tenant,
        m.script,
        m.resource_key,
        sum(m.total) as total
    from usage.owned_meters as m
    where m.period_id is not null
    group by all
)
select
    t.account,
    t.period_id,
    t.meter,
    t.tenant,
    coalesce(
        place_name(r.namespace_name, r.namespace_id, r.resource_id,
            coalesce(r.script, t.script), r.resource_name),
        '?'
    ) as place,
    sum(t.total)::hugeint as total
from totals as t
left join usage.resources as r using (resource_key)
group by all
