-- What each tenant pays for, by resource. `unattributed` has the resources that belong to no tenant
-- on some day of the billing period. A kind, value and namespace can be written into the tenant map
-- as they are; the kind `account` is usage that names no resource.
-- grain: account, period_id, tenant, kind, value, namespace
-- column kind: Kind by which the tenant map may name the resource; account where usage names none
-- column namespace: Namespace that narrows the resource in a tenant map; null where none is needed
-- column value: Value by which the tenant map may name the resource; null where usage names none
select
    a.account,
    a.period_id,
    a.tenant,
    a.kind,
    a.resource as value,
    a.namespace,
    string_agg(distinct k.product, ', ' order by k.product) as products,
    sum(a.usd)::decimal(38, 2) as usd
from report.resource_amounts as a
join ref.skus as k using (sku)
group by a.account, a.period_id, a.tenant, a.kind, a.resource, a.namespace
