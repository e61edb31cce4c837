-- Lines of the tenant map that cannot be used, with the reason.
-- grain: load_id, line
-- kind: table
with reasons as (
    select load_id, line, reason from staging.tenant_reasons where reason is not null
    union all
    select load_id, line, reason from staging.tenant_weights
)
select
    r.load_id,
    r.account,
    r.line,
    p.reason,
    concat_ws(
        ',', r.tenant, r.kind, r.value, r.match, r.namespace, r.weight, r.valid_from, r.valid_to
    ) as content
from reasons as p
join raw.tenants as r using (load_id, line)
