-- What each tenant was told of a closed period: its part at the close, with what was corrected
-- since.
-- grain: account, period_id, tenant
with told as (
    select account, period_id, version, tenant, coalesce(invoiced_usd, predicted_usd) as usd
    from ops.close_tenants
    union all
    select account, period_id, version, tenant, change_usd
    from ops.tenant_corrections
)
select account, period_id, version, tenant, sum(usd)::decimal(38, 2) as usd
from told
semi join active_closes using (account, period_id, version)
group by all
