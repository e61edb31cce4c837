-- What each tenant owes by your own price list, line by line, beside what it costs, with the line
-- of the list. A line that the list does not price owes nothing that is known.
-- grain: account, period_id, tenant, line
-- column included: What the own price list includes for each tenant; null without a price [unit of
-- column included: the SKU]
-- column price_usd: Price of a block in the own price list; null where it has none [USD]
select
    account,
    period_id,
    tenant,
    line,
    quantity,
    subject as priced_by,
    price_usd,
    per_quantity as per,
    included_quantity as included,
    ratio_9(markup_millionths, 10000) as markup_percent,
    cost_usd,
    owed_usd,
    (owed_usd - cost_usd)::decimal(38, 2) as margin_usd
from reconcile.owed_lines
