-- SKUs that are in use although nothing gives a figure for them; that is never zero. Their use is
-- known from usage that nothing rates yet, from usage that the answers should have, from rows of
-- the billable-usage feed, from a list of the account (with the number and kind of its things), or
-- because another SKU implies it. If the feed counts one SKU of a product, the product's other
-- SKUs are not assumed to be in use. On a plan that is not paid, SKUs that need a paid plan are
-- left out.
-- grain: account, period_id, sku
-- kind: table
-- column shown_by: What shows that the SKU is in use: usage, feed, sibling or list
-- column things: Things on the list that shows it; null where no list does [count]
with used as (
    select p.account, p.period_id, unnest([
        'workers_for_platforms.requests', 'workers_for_platforms.cpu_ms'
    ]) as sku, 1 as place, 'usage' as shown_by
    from usage.platform_totals as p
    union all
    select account, period_id, sku, 1, 'usage' from usage.unknown_skus
),
from_feed as (
    select account, period_id, sku, 2 as place, 'feed' as shown_by
    from usage.feed_coverage
),
billed_products as (
    select distinct f.account, f.period_id, k.product
    from usage.feed_coverage as f
    join ref.skus as k using (sku)
),
unbilled_skus as (
    select distinct a.account, b.sku
    from params.accounts as a
    join ref.plans as l on l.plan = a.plan and not l.is_paid
    cross join ref.price_book as b
    where b.plan <> 'any'
),
guessed as (
    select account, period_id, sku, 3 as place, 'sibling' as shown_by, null as things, null as noun
    from usage.implied_skus
    union all
    select p.account, p.period_id, l.sku, 4, 'list', t.things, l.noun
    from params.periods as p
    join usage.listed_things as t using (account)
    join ref.listed_skus as l using (kind)
),
shown as (
    select * from used
    union all by name
    select * from from_feed
    union all by name
    select l.*
    from guessed as l
    join ref.skus as k using (sku)
    anti join billed_products as f
        on f.account = l.account and f.period_id = l.period_id and f.product = k.product
    anti join unbilled_skus as u on u.account = l.account and u.sku = l.sku
)
select s.* exclude (place)
from shown as s
anti join usage.sku_sources as k
    on k.account = s.account and k.period_id = s.period_id and k.sku = s.sku
    and k.source <> 'feed_to_date'
qualify row_number() over (
    partition by s.account, s.period_id, s.sku order by s.place, s.things desc nulls last, s.noun
) = 1
