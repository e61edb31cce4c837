-- What Cloudflare's billable-usage feed counts of each SKU on a day, its rows (one a subscription
-- or zone) added up. Only ConsumedQuantity is read: what the feed accumulates must not be added,
-- and its pricing quantity is not to be relied on for storage. A day without a row is not known to
-- be zero. Version 2 counts by metrics of its own and is left out: added up, both would double.
-- grain: account, period_id, sku, usage_on
-- kind: table
-- see: https://developers.cloudflare.com/billing/manage/billable-usage/
with named as (
    select
        b.account,
        p.period_id,
        b.charged_on as usage_on,
        w.sku,
        b.consumed_quantity,
        rtrim(split_part(b.consumed_quantity::varchar, '.', 2), '0') as decimals
    from staging.billable_usage as b
    join params.periods as p
        on p.account = b.account and b.charged_on >= p.starts_on and b.charged_on < p.ends_on
    join ref.invoice_wordings as w
        on lower(w.wording) = lower(b.wording) and w.line_shape <> 'subscription'
    where b.consumed_quantity is not null and b.feed_version = '1'
    qualify row_number() over (
        partition by b.load_id, b.row_number
        order by
            coalesce(b.charged_on >= w.seen_from, true) and coalesce(b.charged_on < w.seen_to, true)
                desc,
            w.seen_from desc nulls last,
            w.sku
    ) = 1
)
select
    account,
    period_id,
    sku,
    usage_on,
    sum(consumed_quantity)::decimal(38, 18) as quantity,
    count(*) as feed_rows,
    max(length(decimals)) as decimals
from named
group by account, period_id, sku, usage_on
