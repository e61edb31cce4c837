-- The prediction, Cloudflare's billable-usage feed and the invoice beside each other, with
-- quantities before the allowance and as printed. The verdict is `metering` (prediction and feed
-- differ), `billing` (feed and invoice differ by cut-off or rounding), `disputable` (prediction and
-- feed agree against the invoice), `match`, or `two_way` where the feed has nothing of the line.
-- grain: account, period_id, sku, invoice_line
-- see: https://developers.cloudflare.com/billing/manage/billable-usage/
-- column predicted_quantity: Usage by our count before the allowance; null where nothing counts it
-- column predicted_quantity: [unit of the SKU]
-- column verdict: Which side differs: match, metering, billing, disputable, incomplete_feed,
-- column verdict: no_invoice or two_way
select
    account,
    period_id,
    sku,
    invoice_line,
    predicted_quantity,
    feed_quantity,
    feed_printed_quantity,
    invoiced_quantity,
    predicted_usd,
    feed_usd,
    invoiced_usd,
    verdict
from variance.three_way
