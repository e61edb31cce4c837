-- Where a tenant's usage of each meter came from, ranked: the resource with the most is first.
-- grain: account, period_id, tenant, meter, resource_rank
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
