-- What `flaretally tenants show` finds by name: tenants of the map or of a statement, and resources
-- by each of their names.
-- grain: account, subject_kind, name, resource_key
-- column name: Tenant, or one of the names of the resource
select account, 'tenant' as subject_kind, tenant as name, null as resource_key
from (select account, tenant from staging.tenants where not is_captured
    union select account, tenant from report.tenants
    union select account, tenant from report.ownership_reasons)
union
select account, 'resource', name, resource_key
from usage.resource_names
where name is not null
