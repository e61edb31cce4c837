-- Owners by a rule of your own. A file of this path in --queries decides before the tenant map: a
-- row says that a tenant owns a resource of `usage.resource_names` from one day to before another.
-- Tenants of one resource and day share it by `weight`, in whole parts; without weights evenly.
-- The bundled rule decides nothing.
-- grain: resource_key, tenant, valid_from
-- column weight: Whole parts by which tenants share the resource; null is one [parts]
select
    null::varchar as resource_key,
    null::varchar as tenant,
    null::hugeint as weight,
    null::date as valid_from,
    null::date as valid_to
where false
