-- The tenant map with open ends made explicit: a mapping is valid from a day to before another.
-- grain: account, kind, namespace, value, valid_from, tenant
-- kind: table
select distinct
    account,
    tenant,
    kind,
    nullif(namespace, '') as namespace,
    value,
    coalesce(nullif(valid_from, '')::date, date '0001-01-01') as valid_from,
    coalesce(nullif(valid_to, '')::date, date '9999-12-31') as valid_to
from raw.tenants
