-- Tenants of a statement by dollars, `unattributed` last. `usd` is the invoiced amount, without an
-- invoice the predicted one. `percent` is the tenant's part of the sum of all tenants; it is null
-- if that sum is not above zero. Days are shown in series: one for each of the seven tenants with
-- the most dollars, 8 for the rest, 9 for `unattributed`. `bar_permille` compares amounts.
-- `smaller_usd` is the sum of all tenants after this one.
-- grain: account, period_id, tenant
-- column lines: Lines of which the tenant has an amount [count]
-- column percent: Part in the sum of all tenants; null where that is not above zero [percent]
with sums as (
    select
        account,
        period_id,
        tenant,
        sum(predicted_usd)::decimal(38, 2) as predicted_usd,
        sum(invoiced_usd)::decimal(38, 2) as invoiced_usd,
        sum(coalesce(invoiced_usd, predicted_usd))::decimal(38, 2) as usd,
        count(*) filter (where predicted_usd <> 0 or invoiced_usd <> 0) as lines
    from reconcile.tenant_lines
    group by account, period_id, tenant
),
ranked as (
    select
        *,
        tenant = 'unattributed' as is_unattributed,
        row_number() over (
            same_period order by tenant = 'unattributed', usd desc, predicted_usd desc, tenant
        ) as tenant_rank,
        sum(usd_to_cents(usd)) over same_period as all_cents,
        max(abs(usd_to_cents(usd))) over same_period as most_cents
    from sums
    window same_period as (partition by account, period_id)
),
compared as (
    select
        *,
        sum(usd) over smaller as smaller_usd,
        count(*) over smaller as smaller_tenants
    from ranked
    window smaller as (
        partition by account, period_id, is_unattributed
        order by tenant_rank rows between 1 following and unbounded following
    )
)
select
    account,
    period_id,
    tenant_rank,
    tenant,
    is_unattributed,
    predicted_usd,
    invoiced_usd,
    (invoiced_usd - predicted_usd)::decimal(38, 2) as variance_usd,
    usd,
    case when all_cents > 0
        then half_up_div(usd_to_cents(usd) * 1000, all_cents)::decimal(18, 0) * 0.1::decimal(2, 1)
    end::decimal(19, 1) as percent,
    'USD' as currency,
    lines,
    case when is_unattributed then 9 when tenant_rank <= 7 and usd > 0 then tenant_rank else 8 end
        ::integer as series,
    case when most_cents > 0
        then half_up_div(greatest(usd_to_cents(usd), 0) * 1000, most_cents) else 0
    end::integer as bar_permille,
    coalesce(smaller_usd, 0)::decimal(38, 2) as smaller_usd,
    smaller_tenants,
    printf('%s more %s', grouped_digits(smaller_tenants),
        if(smaller_tenants = 1, 'tenant', 'tenants')) as smaller_says
from compared
