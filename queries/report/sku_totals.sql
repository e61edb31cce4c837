-- How many SKUs are known, and of how many the price, the source of usage, the words on an invoice
-- and the owner are: the totals of `sku_coverage`.
-- grain: skus
-- column skus: SKUs of the price book [count]
select
    count(*) as skus,
    count(newest_price) as priced,
    count(*) filter (where counted_by = 'graphql') as by_graphql,
    count(*) filter (where counted_by = 'rest') as by_rest,
    count(*) filter (where counted_by = 'feed') as by_feed,
    count(*) filter (where counted_by = 'subscriptions') as by_subscriptions,
    count(*) filter (where counted_by in ('nothing', 'logs')) as by_nothing,
    count(*) filter (where wordings > 0) as worded,
    count(owned_by) as owned
from report.sku_coverage
