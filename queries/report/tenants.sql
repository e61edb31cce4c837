-- Each tenant's part of the statement. `unattributed` is what no tenant caused: the plan, unknown
-- lines, and usage that the tenant map does not name.
-- grain: account, period_id, tenant
select
    account,
    period_id,
    tenant,
    sum(predicted_usd)::decimal(38, 2) as predicted_usd,
    sum(invoiced_usd)::decimal(38, 2) as invoiced_usd,
    sum(invoiced_usd - predicted_usd)::decimal(38, 2) as variance_usd
from reconcile.tenant_lines
group by account, period_id, tenant
