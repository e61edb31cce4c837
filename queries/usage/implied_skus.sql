-- SKUs that must be in use because another SKU is, in periods in which they cost something. Use of
-- the other SKU is shown by its meters or the billable-usage feed. What the feed once billed for a
-- product is assumed to continue under the product that replaced it.
-- grain: account, period_id, sku
with used as (
    select distinct t.account, t.period_id, k.sku
    from usage.period_totals as t
    join ref.sku_meters as k using (meter)
    where t.total > 0
    union
    select account, period_id, sku from usage.feed_coverage
),
implied as (
    select u.account, u.period_id, i.sku, a.product <> b.product as is_other
    from used as u
    join ref.implied_skus as i on i.used_sku = u.sku
    join ref.skus as a on a.sku = i.used_sku
    join ref.skus as b on b.sku = i.sku
)
select distinct p.account, p.period_id, i.sku
from implied as i
join params.periods as s on s.account = i.account and s.period_id = i.period_id
join params.periods as p
    on p.account = i.account
    and (p.period_id = i.period_id or i.is_other and p.starts_on > s.starts_on)
semi join ref.price_book as b
    on b.sku = i.sku and b.price_usd > 0
    and coalesce(b.effective_from < p.ends_on, true)
    and coalesce(b.effective_to > p.starts_on, true)
