-- Where a tenant's usage came from: each meter and resource of a billing period, and what gave it
-- to the tenant. Part of what `flaretally explain TENANT` prints.
-- grain: account, period_id, tenant, meter, namespace, resource, owned_by
select
    m.account,
    p.period_id,
    m.tenant,
    m.meter,
    coalesce(r.namespace_name, r.namespace_id, 'Workers') as namespace,
    coalesce(r.object_name, r.object_id, m.script, 'all objects') as resource,
    m.owned_by,
    sum(m.total)::hugeint as total
from usage.owned_meters as m
join params.periods as p
    on p.account = m.account and m.usage_on >= p.starts_on and m.usage_on < p.ends_on
left join usage.resources as r using (resource_key)
group by all
