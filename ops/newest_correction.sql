-- The number of the newest correction, of lines, charges and tenants: all are counted in one order.
-- grain: correction
select coalesce(max(correction), 0)::bigint as correction
from (
    select correction from ops.corrections
    union all
    select correction from ops.charge_corrections
    union all
    select correction from ops.tenant_corrections
)
