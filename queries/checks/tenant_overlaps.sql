-- Two lines of the tenant map that give one resource to two tenants on one day. The lines are
-- equally specific and have no weights. They name the same value, or two patterns fit one resource.
-- grain: problem
select printf(
    'the tenant map gives %s %s to both %s and %s', a.kind, a.value, a.tenant, b.tenant
) as problem
from staging.tenants as a
join staging.tenants as b
    on b.account = a.account and b.kind = a.kind and b.match = a.match and b.value = a.value
    and b.namespace is not distinct from a.namespace and b.tenant > a.tenant
    and b.valid_from < a.valid_to and b.valid_to > a.valid_from
where a.weight_billionths is null
union
select printf(
    'the tenant map gives one resource to both %s (%s %s) and %s (%s %s)',
    a.tenant, a.kind, a.value, b.tenant, b.kind, b.value
)
from usage.ownership_candidates as a
join usage.ownership_candidates as b
    on b.resource_key = a.resource_key and b.place = a.place and b.tenant > a.tenant
    and b.valid_from < a.valid_to and b.valid_to > a.valid_from
where a.value <> b.value or a.namespace is distinct from b.namespace
