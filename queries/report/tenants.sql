-- Each tenant's part of the statement. `unattributed` is what no tenant caused: plan, unknown
-- lines, usage that the tenant map does not name.
-- grain: account, period_id, tenant
select
    t.account,
    t.period_id,
    t.tenant,
    sum(t.predicted_usd)::decimal(38, 2) as predicted_usd,
    case when any_value(s.invoices) > 0 then sum(t.invoiced_usd)::decimal(38, 2) end
        as invoiced_usd,
    case when any_value(s.invoices) > 0
        then sum(t.invoiced_usd - t.predicted_usd)::decimal(38, 2)
    end as variance_usd
from reconcile.tenant_lines as t
left join reconcile.statements as s using (account, period_id)
group by t.account, t.period_id, t.tenant
