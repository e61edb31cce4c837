-- What no tenant pays for, of the whole cost of a billing period (invoiced, else predicted): usage
-- of resources without a tenant, usage that names no resource, and charges without usage, such as
-- the plan.
-- grain: account, period_id
-- column resources: Resources without a tenant on some day [count]
-- column total_usd: What the billing period costs: invoiced, without an invoice predicted [USD]
with amounts as (
    select
        account,
        period_id,
        sum(coalesce(invoiced_usd, predicted_usd))::decimal(38, 2) as total_usd,
        coalesce(sum(coalesce(invoiced_usd, predicted_usd))
            filter (where 'unattributed' in (tenant, component)), 0)::decimal(38, 2)
            as unattributed_usd
    from reconcile.tenant_lines
    group by account, period_id
),
unowned as (
    select
        account,
        period_id,
        count(*) filter (where kind <> 'account') as resources,
        coalesce(sum(usd) filter (where kind <> 'account'), 0)::decimal(38, 2) as resources_usd,
        coalesce(sum(usd) filter (where kind = 'account'), 0)::decimal(38, 2) as account_usd
    from report.resource_totals
    where tenant = 'unattributed'
    group by account, period_id
)
select
    a.account,
    a.period_id,
    a.total_usd,
    a.unattributed_usd,
    coalesce(u.resources, 0) as resources,
    coalesce(u.resources_usd, 0) as resources_usd,
    coalesce(u.account_usd, 0) as account_usd,
    (a.unattributed_usd - coalesce(u.resources_usd, 0) - coalesce(u.account_usd, 0))
        ::decimal(38, 2) as flat_usd,
    case when a.total_usd > 0 and a.unattributed_usd >= 0 then
        half_up_div(usd_to_cents(a.unattributed_usd) * 100, usd_to_cents(a.total_usd))
    end as unattributed_percent
from amounts as a
left join unowned as u using (account, period_id)
