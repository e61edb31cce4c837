-- Where a tenant's usage of each meter came from, ranked: the resource with the most is first.
-- grain: account, period_id, tenant, meter, resource_rank
-- column namespace: Namespace of the object, else the kind or place of the resource; Workers for
-- column namespace: scripts
-- column resource: Name of the object, script or resource, else its id; all objects where none is
-- column resource: named
-- column total: Usage of the resource that belongs to the tenant [unit of the meter]
select
    account,
    period_id,
    tenant,
    meter,
    namespace,
    resource,
    owned_by,
    total,
    row_number() over (
        partition by account, period_id, tenant, meter
        order by total desc, resource, namespace, owned_by
    ) as resource_rank
from report.tenant_resources
