-- The tenant map with open ends made explicit: a mapping is valid from a day to before another.
-- grain: account, kind, namespace, value, valid_from, tenant
-- kind: table
select distinct
    account,
    trim(tenant) as tenant,
    kind,
    nullif(trim(namespace), '') as namespace,
    trim(value) as value,
    coalesce(nullif(trim(valid_from), '')::date, date '0001-01-01') as valid_from,
    coalesce(nullif(trim(valid_to), '')::date, date '9999-12-31') as valid_to
from raw.tenants
where (load_id, line) not in (select (load_id, line) from staging.tenant_problems)
