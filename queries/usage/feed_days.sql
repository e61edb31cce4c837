-- What Cloudflare's billable-usage feed counts of each SKU on a day. Its rows (one per subscription
-- or zone) are added up, of one version. Only ConsumedQuantity is read: accumulated figures must
-- not be added, and the pricing quantity is not reliable for storage. A day without a row is not
-- known to be zero.
-- grain: account, period_id, sku, usage_on
-- kind: table
-- empty without: usage.feed_rows
-- see: https://developers.cloudflare.com/billing/manage/billable-usage/
-- column quantity: Usage that the feed counts on the day, allowance included [unit of the feed]
with counted as (
    select
        f.*,
        p.period_id,
        rtrim(split_part(f.consumed_quantity::varchar, '.', 2), '0') as decimals
    from usage.feed_rows as f
    join params.periods as p
        on p.account = f.account and f.charged_on >= p.starts_on and f.charged_on < p.ends_on
    where f.is_counted and f.consumed_quantity is not null
)
select
    account,
    period_id,
    sku,
    charged_on as usage_on,
    sum(consumed_quantity)::decimal(38, 18) as quantity,
    count(*) as feed_rows,
    max(length(decimals)) as decimals
from counted
group by account, period_id, sku, charged_on
