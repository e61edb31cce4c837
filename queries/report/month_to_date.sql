-- The running period as an invoice would print it if it ended now, in the order of an invoice's
-- lines: quantity, billed blocks and amount of the completely known days. `complete_through_on` is
-- the last of those days, and `unknown_days` names earlier days that are unknown. A line that is
-- not known on any day has no figures.
-- grain: account, period_id, line_number
select
    n.account,
    n.period_id,
    n.line_number,
    n.sku,
    n.name,
    n.unit,
    coalesce(l.to_date_quantity, f.quantity) as quantity,
    coalesce(l.to_date_billable, f.quantity) as billable_quantity,
    coalesce(l.to_date_blocks, f.quantity) as billed_blocks,
    if(n.kind = 'flat', 1, l.per_quantity) as per_quantity,
    if(n.kind = 'flat', f.price_usd, l.price_usd) as price_usd,
    if(n.kind = 'flat', f.amount_usd, l.to_date_usd) as amount_usd,
    l.through_on as complete_through_on,
    l.unknown_on as unknown_days
from foresight.printed_lines as n
left join foresight.lines as l
    on l.account = n.account and l.period_id = n.period_id
    and l.sku = if(n.kind = 'usage', n.sku, null)
left join foresight.flat_lines as f
    on f.account = n.account and f.period_id = n.period_id
    and f.sku = if(n.kind = 'flat', n.sku, null)
