-- Usage with the tenants that the map gives it on that day, or none. What several share by weight
-- is divided by largest remainder, so that the parts add up to the resource's day.
-- grain: account, period_id, meter, usage_on, resource_key, tenant
with owned as (
    select
        m.account, m.period_id, m.meter, m.usage_on, m.resource_key, o.tenant, m.total,
        o.weight, o.weights,
        quota_base(m.total, o.weight, o.weights) as base,
        quota_rest(m.total, o.weight, o.weights) as rest
    from usage.meters as m
    left join usage.ownership as o
        on o.resource_key = m.resource_key
        and m.usage_on >= o.from_on and m.usage_on < o.to_on
)
select account, period_id, meter, usage_on, resource_key, tenant, total
from owned
where weight is null or weight = weights
union all
select account, period_id, meter, usage_on, resource_key, tenant, quota_dealt(
    total,
    base,
    sum(base) over same_day,
    row_number() over (same_day order by rest desc, tenant)
)
from owned
where weight < weights
window same_day as (partition by account, period_id, meter, usage_on, resource_key)
