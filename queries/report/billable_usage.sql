-- Cloudflare's own feed of billable usage by service and day, with the SKU that its wording means.
-- grain: load_id, row_number
-- see: https://developers.cloudflare.com/billing/manage/billable-usage/
select
    b.load_id,
    b.row_number,
    b.account,
    b.charged_on,
    b.service_name,
    w.sku,
    b.consumed_quantity,
    b.contracted_cost_usd
from staging.billable_usage as b
left join ref.invoice_wordings as w on lower(w.wording) = lower(b.wording)
