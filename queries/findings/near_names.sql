-- Exact lines of the tenant map that match nothing, and whose value or namespace differs only in
-- case from one that is used. They are told and not matched: names of objects, Workers and tenants
-- are case-sensitive. Cloudflare writes ids in lower-case hex, so one in upper-case hex could mean
-- no other resource. It is told too, so that one rule holds for every name.
-- grain: account, kind, namespace, value
-- column meant: Name or id that is used, as it is written there
with unfit as (
    select distinct r.account, r.kind, r.namespace, r.value
    from staging.tenant_rows as r
    anti join usage.map_fits as f
        on f.account = r.account and f.kind = r.kind and f.match = r.match and f.value = r.value
        and f.namespace is not distinct from r.namespace
    where r.match = 'exact'
),
near as (
    select u.*, n.name
    from unfit as u
    join usage.resource_names as n
        on n.account = u.account and n.kind = u.kind and lower(n.name) = lower(u.value)
    where n.name <> u.value
    union all
    select u.*, s.name
    from unfit as u
    join usage.resource_names as n
        on n.account = u.account and n.kind = u.kind and n.name = u.value
    join usage.resource_names as s
        on s.resource_key = n.resource_key and lower(s.name) = lower(u.namespace)
    where s.name <> u.namespace and s.kind in (
        'namespace', 'dispatch_namespace', 'r2_bucket', 'container_application'
    )
)
select account, kind, namespace, value, min(name) as meant
from near
group by account, kind, namespace, value
