-- What each tenant owes by your own price list, beside what it costs: loss-makers first. Lines that
-- the list does not price are counted, and their cost is a loss. `unattributed` owes nothing.
-- grain: account, period_id, tenant
-- column cost_usd: What the tenant's parts cost: invoiced, without an invoice predicted [USD]
-- column owed_usd: What the tenant owes by the lines that the own price list prices [USD]
with sums as (
    select
        account,
        period_id,
        tenant,
        sum(cost_usd)::decimal(38, 2) as cost_usd,
        coalesce(sum(owed_usd), 0)::decimal(38, 2) as owed_usd,
        count(*) filter (where owed_usd is null and cost_usd <> 0) as lines_without_price
    from reconcile.owed_lines
    group by account, period_id, tenant
)
select
    account,
    period_id,
    tenant,
    cost_usd,
    owed_usd,
    (owed_usd - cost_usd)::decimal(38, 2) as margin_usd,
    case when owed_usd > 0 then half_up_div(
        usd_to_cents(owed_usd - cost_usd) * 1000, usd_to_cents(owed_usd)
    )::decimal(20, 0) * 0.1::decimal(2, 1) end as margin_percent,
    lines_without_price
from sums
