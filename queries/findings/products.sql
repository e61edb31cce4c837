-- The products that an account is known to use in a statement, and how much of each the prediction
-- covers: `whole`, `to date` (the billable-usage feed stops before the period ends), `part`
-- (another SKU of the product has no predicted amount) or `none`. A product is in use if it was
-- metered, subscribed to, billed or listed. A product without a known SKU has the name that the
-- invoice, feed or subscription gives it.
-- grain: account, period_id, product
with skus as (
    select
        p.account,
        p.period_id,
        k.product,
        p.sku,
        case
            when p.amount_usd is null then 'none'
            when s.source = 'feed_to_date' then 'to date'
            else 'whole'
        end as covered
    from reconcile.predictions as p
    join ref.skus as k using (sku)
    left join usage.sku_sources as s using (account, period_id, sku)
    where p.raw_quantity > 0
    union all
    select l.account, l.period_id, coalesce(k.product, l.invoice_line), l.sku, 'none'
    from reconcile.lines as l
    left join ref.skus as k using (sku)
    where l.status in ('not_metered', 'missing', 'unknown_line')
        and l.variance_usd is distinct from 0
    union all
    select f.account, f.period_id, f.rate_plan, null, 'none'
    from findings.subscriptions as f
    anti join reconcile.statements as s using (account, period_id)
    union all
    select f.account, f.period_id, f.service_name, null, 'none'
    from usage.unknown_services as f
    anti join reconcile.statements as s using (account, period_id)
)
select
    account,
    period_id,
    product,
    case
        when bool_and(covered = 'none') then 'none'
        when bool_or(covered = 'none') then 'part'
        when bool_or(covered = 'to date') then 'to date'
        else 'whole'
    end as covered,
    list(sku order by sku) filter (where covered = 'none' and sku is not null) as lacking_skus
from skus
group by account, period_id, product
