-- title: Month against month, by line and tenant
-- Each tenant's dollars of each line (invoiced, else predicted) beside those of the billing period
-- before. What a statement does not have counts as $0.00.
-- theme: Tenants
-- meters: all
-- parameter: before; first day of the period to compare with (default: the one before)
-- parameter: tenant; one tenant alone (default: all)
-- unknown: before_usd; What cost how much before is not known: no charges of that period are here.
-- empty: No line of either billing period costs anything.
with chosen as (
    select coalesce($before, max(period_id)) as before_id
    from params.periods
    where account = $account and period_id < $period
),
parts as (
    select
        l.period_id = $period as is_now,
        l.tenant,
        coalesce(k.name, l.line_key) as line,
        coalesce(l.invoiced_usd, l.predicted_usd) as usd
    from reconcile.tenant_lines as l
    cross join chosen as c
    left join ref.skus as k using (sku)
    where l.account = $account and l.period_id in ($period, c.before_id)
),
changes as (
    select
        tenant,
        line,
        case
            when bool_or(not is_now) then sum(usd) filter (where not is_now)
            when k.has_before then 0
        end::decimal(38, 2) as before_usd,
        case when bool_or(is_now) then sum(usd) filter (where is_now) else 0 end
            ::decimal(38, 2) as now_usd
    from parts
    cross join (select bool_or(not is_now) as has_before from parts) as k
    where $tenant is null or tenant = $tenant
    group by tenant, line, k.has_before
)
select
    tenant,
    line,
    before_usd,
    now_usd,
    (now_usd - before_usd)::decimal(38, 2) as change_usd
from changes
where now_usd <> 0 or before_usd <> 0 or now_usd is null
order by tenant, abs(change_usd) desc nulls last, now_usd desc, line
