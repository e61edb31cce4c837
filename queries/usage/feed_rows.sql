-- Each row of the billable-usage feed with the SKU that it counts, if known, and whether it is
-- counted. Version 1 names the SKU as the invoice does, version 2 by metrics of its own. Both count
-- the same usage and are never added up. Version 2 counts on days of a SKU for which version 1 has
-- no quantity.
-- grain: load_id, row_number
-- kind: table
-- see: https://developers.cloudflare.com/billing/manage/billable-usage/
with keyed as (
    select
        *,
        trim(regexp_replace(lower(metric_id), '[^a-z0-9]+', '_', 'g'), '_') as id_key,
        trim(regexp_replace(lower(service_name), '[^a-z0-9]+', '_', 'g'), '_') as name_key
    from staging.billable_usage
),
named as (
    select b.*, coalesce(w.sku, m.sku) as sku
    from keyed as b
    left join ref.invoice_wordings as w
        on lower(w.wording) = if(b.feed_version = '1', lower(b.wording), null)
        and w.line_shape <> 'subscription'
    left join ref.feed_metrics as m
        on b.feed_version = '2' and m.metric in (b.id_key, b.name_key)
    qualify row_number() over (
        partition by b.load_id, b.row_number
        order by
            coalesce(b.charged_on >= w.seen_from, true) and coalesce(b.charged_on < w.seen_to, true)
                desc,
            w.seen_from desc nulls last,
            m.metric = b.id_key desc nulls last,
            coalesce(w.sku, m.sku)
    ) = 1
),
chosen as (
    select
        *,
        coalesce(
            min(feed_version) filter (where consumed_quantity is not null) over same_day,
            min(feed_version) over same_day
        ) as version
    from named
    window same_day as (partition by account, sku, charged_on)
)
select
    load_id,
    row_number,
    account,
    charged_on,
    feed_version,
    service_name,
    sku,
    consumed_quantity,
    contracted_cost_usd,
    sku is not null and feed_version = version as is_counted
from chosen
