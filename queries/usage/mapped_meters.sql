-- Usage with the tenants that the map gives it on that day, or none. Usage that several tenants
-- share by weight is divided by largest remainder, so that the parts add up to the resource's day.
-- grain: account, period_id, meter, usage_on, resource_key, tenant
-- partition: account, usage_on
-- partition: account, period_id
-- column tenant: Tenant that the map gives the usage to; null where it gives none
with shared_ownership as (select * from usage.ownership where weight < weights),
quotas as (
    select
        m.account, m.period_id, m.meter, m.usage_on, m.resource_key, o.tenant, m.total,
        quota_base(m.total, o.weight, o.weights) as base,
        quota_rest(m.total, o.weight, o.weights) as rest
    from usage.meters as m
    join shared_ownership as o
        on o.resource_key = m.resource_key
        and m.usage_on >= o.from_on and m.usage_on < o.to_on
)
select m.account, m.period_id, m.meter, m.usage_on, m.resource_key, o.tenant, m.total
from usage.meters as m
left join usage.ownership as o
    on o.resource_key = m.resource_key
    and m.usage_on >= o.from_on and m.usage_on < o.to_on
where o.weight is null or o.weight = o.weights
union all
select account, period_id, meter, usage_on, resource_key, tenant, quota_dealt(
    total,
    base,
    sum(base) over same_day,
    row_number() over (same_day order by rest desc, tenant)
)
from quotas
window same_day as (partition by account, period_id, meter, usage_on, resource_key)
