-- The tenant map with explicit end dates: a line holds from a day to before another. Two equal
-- lines are one. `line` is where the value first appears, because the first pattern that matches
-- wins. A weight is in billionths; without one the tenant has the whole.
-- grain: account, kind, match, namespace, value, valid_from, valid_to, tenant, weight_billionths
-- kind: table
select distinct
    account,
    tenant,
    kind,
    match,
    namespace,
    value,
    weight_billionths,
    is_captured,
    from_on as valid_from,
    to_on as valid_to,
    min(line) over (partition by account, kind, match, namespace, value) as line
from staging.tenant_rows
where (load_id, line) not in (select (load_id, line) from staging.tenant_problems)
