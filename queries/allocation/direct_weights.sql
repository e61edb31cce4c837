-- A tenant's weight on a SKU from the resources that belong to it alone. Usage that tenants share,
-- by weights of the tenant map or by the proportions of logs, counts as `unattributed`. The
-- weights of a SKU have the same sum as in allocation.weights.
-- grain: account, period_id, sku, tenant
-- checked: when named
with shared as (
    select distinct resource_key, from_on, to_on from usage.ownership where weight < weights
)
select
    m.account,
    m.period_id,
    n.sku,
    if(m.owned_by in ('tenant map', 'own rule') and s.resource_key is null,
        m.tenant, 'unattributed') as tenant,
    sum(m.total * n.numerator)::hugeint as weight
from usage.owned_meters as m
join allocation.numerators as n using (account, period_id, meter)
left join shared as s
    on s.resource_key = m.resource_key and m.usage_on >= s.from_on and m.usage_on < s.to_on
left join rating.unbilled_days as d
    on d.account = m.account and d.period_id = m.period_id and d.sku = n.sku
    and m.usage_on >= d.from_on and m.usage_on < d.to_on
where d.sku is null
group by all
having sum(m.total * n.numerator) > 0
