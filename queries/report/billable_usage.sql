-- Cloudflare's own feed of billable usage by service and day: of which version a row is, the SKU
-- that it counts, and whether it is counted. The versions count the same usage: rows that are not
-- counted must not be added to those that are.
-- grain: load_id, row_number
-- see: https://developers.cloudflare.com/billing/manage/billable-usage/
select
    load_id,
    row_number,
    account,
    charged_on,
    service_name,
    sku,
    consumed_quantity,
    contracted_cost_usd,
    feed_version,
    is_counted
from usage.feed_rows
