-- Cloudflare's billable-usage feed by service and day: the version of each row, the SKU that it
-- counts, and whether it is counted. Both versions count the same usage. Do not add rows that are
-- not counted to those that are.
-- grain: load_id, row_number
-- see: https://developers.cloudflare.com/billing/manage/billable-usage/
-- column row_number: Place of the row in its file [number]
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
