-- title: What the bill would save without one tenant alone
-- What each tenant pays by its share of the predicted bill, and by how much the bill would fall if
-- that tenant alone had not been there, rated by the same rules. Tenants share allowances and
-- blocks, so the savings do not add up to the bill.
-- theme: Tenants
-- meters: all
-- parameter: tenant; one tenant alone (default: all)
-- unknown: saved_usd; Where usage has no price, what would be saved is not known.
-- empty: No tenant has a share of usage in this period.
with shares as (
    select tenant, sum(predicted_usd)::decimal(38, 2) as share_usd
    from reconcile.tenant_lines
    where account = $account and period_id = $period
    group by tenant
),
savings as (
    select
        tenant,
        case when count(amount_usd) = count(*) then sum(amount_usd) end::decimal(38, 2)
            as saved_usd,
        count(*) filter (where amount_usd > 0) as lines_that_fall
    from allocation.incremental
    where account = $account and period_id = $period
    group by tenant
)
select
    s.tenant,
    s.share_usd,
    i.saved_usd,
    (i.saved_usd - s.share_usd)::decimal(38, 2) as saved_beyond_share_usd,
    i.lines_that_fall
from shares as s
join savings as i using (tenant)
where $tenant is null or s.tenant = $tenant
order by i.saved_usd desc nulls last, s.tenant
