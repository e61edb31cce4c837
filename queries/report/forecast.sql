-- The lines of the running period, to date and at its end. Quantities are forecast and then rated
-- by the rules of the bill. Low and high are the tenth and ninetieth percentile of what past
-- forecasts of the same length led to (`paths`). Without 14 known days nothing is forecast, and
-- without five paths the error is unknown.
-- grain: account, period_id, line_number
-- column method: How the quantity is forecast: by weekday, by its level, or held as it is
-- column known_days: Days of the SKU that are known before the forecast begins [count]
-- column low_quantity: Tenth percentile of the paths; null below five [unit of the SKU]
-- column base_quantity: Quantity of the whole period; null without forecast [unit of the SKU]
-- column high_quantity: Ninetieth percentile of the paths; null below five [unit of the SKU]
select
    n.account,
    n.period_id,
    n.line_number,
    n.sku,
    n.name,
    n.unit,
    l.method,
    l.known_days,
    l.through_on as complete_through_on,
    l.unknown_on as unknown_days,
    l.paths,
    coalesce(l.to_date_quantity, f.quantity) as to_date_quantity,
    if(n.kind = 'flat', f.amount_usd, l.to_date_usd) as to_date_usd,
    l.low_quantity,
    coalesce(l.base_quantity, f.quantity) as base_quantity,
    l.high_quantity,
    if(n.kind = 'flat', f.amount_usd, l.low_usd) as low_usd,
    if(n.kind = 'flat', f.amount_usd, l.base_usd) as base_usd,
    if(n.kind = 'flat', f.amount_usd, l.high_usd) as high_usd
from foresight.printed_lines as n
left join foresight.lines as l
    on l.account = n.account and l.period_id = n.period_id
    and l.sku = if(n.kind = 'usage', n.sku, null)
left join foresight.flat_lines as f
    on f.account = n.account and f.period_id = n.period_id
    and f.sku = if(n.kind = 'flat', n.sku, null)
