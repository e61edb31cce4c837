-- Amounts of tenants in closes beside those of version 0, which is what was computed again.
-- grain: account, period_id, version, tenant
with frozen as (from ops.close_tenants where version > 0),
current_tenants as (
    select c.version, n.* exclude (version)
    from ops.closes as c
    join ops.close_tenants as n using (account, period_id)
    where n.version = 0
)
select
    account,
    period_id,
    version,
    tenant,
    f.predicted_usd as frozen_predicted_usd,
    n.predicted_usd,
    f.invoiced_usd as frozen_invoiced_usd,
    n.invoiced_usd
from frozen as f
full join current_tenants as n using (account, period_id, version, tenant)
