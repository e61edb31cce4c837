-- Resources that two lines of the tenant map of the same closeness give to two tenants on one day.
-- grain: problem
select distinct printf(
    'the tenant map gives %s %s to both %s and %s', a.kind, a.value, a.tenant, b.tenant
) as problem
from usage.ownership_candidates as a
join usage.ownership_candidates as b
    on b.resource_key = a.resource_key and b.closeness = a.closeness
    and b.characters = a.characters and b.value = a.value and a.tenant < b.tenant
    and b.valid_from < a.valid_to and b.valid_to > a.valid_from
