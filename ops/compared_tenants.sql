-- What tenants had of closes beside what they have of version 0, which was computed again.
-- grain: account, period_id, version, tenant
with frozen as (from ops.close_tenants where version > 0),
computed as (from ops.close_tenants where version = 0),
versions as (select distinct account, period_id, version from frozen),
current_tenants as (
    select v.version, c.* exclude (version)
    from versions as v
    join computed as c using (account, period_id)
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
