-- Where a tenant's usage came from: each meter and resource of a billing period, and what assigned
-- it to the tenant. It is part of what `flaretally explain TENANT` prints.
-- grain: account, period_id, tenant, meter, namespace, resource, owned_by
-- column namespace: Namespace of the object, else the kind or place of the resource; Workers for
-- column namespace: scripts
-- column resource: Name of the object, script or resource, else its id; all objects where none is
-- column resource: named
-- column total: Usage of the resource that belongs to the tenant [unit of the meter]
select
    m.account,
    m.period_id,
    m.tenant,
    m.meter,
    coalesce(
        r.namespace_name, r.namespace_id, if(r.script is null, r.kind, r.resource_id), 'Workers'
    ) as namespace,
    coalesce(
        r.object_name, r.object_id, coalesce(m.script, r.script), r.resource_name, r.resource_id,
        'all objects'
    ) as resource,
    m.owned_by,
    sum(m.total)::hugeint as total
from usage.owned_meters as m
left join usage.resources as r using (resource_key)
where m.period_id is not null
group by all
