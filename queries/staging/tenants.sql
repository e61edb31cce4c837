-- The tenant map with open ends made explicit: a mapping is valid from a day to before another. The
-- same line twice is one. `line` is where the value first stands: of patterns the first that fits
-- wins. A weight is in billionths; without one the whole is meant.
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
