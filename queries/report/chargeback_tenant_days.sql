-- The dollars of each tenant on each day of a period. `bar_permille` compares a tenant's days.
-- grain: account, period_id, tenant, usage_on
-- column usd: Dollars of the tenant on the day [USD]
select account, period_id, payer as tenant, usage_on, cents_to_usd(cents)::decimal(38, 2) as usd,
    case when max(cents) over same_tenant > 0
        then half_up_div(greatest(cents, 0) * 1000, max(cents) over same_tenant) else 0
    end::integer as bar_permille
from report.chargeback_payer_days
where shown_by = 'tenant'
window same_tenant as (partition by account, period_id, payer)
