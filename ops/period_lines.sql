-- The lines of a period as a close freezes them: those that are compared, then tax, credits and
-- balances, which only the invoice has. The predicted quantity is the raw one, because the printed
-- one is rounded as the invoice rounds, and so changes when an invoice arrives.
-- grain: account, period_id, line_key
select
    l.account,
    l.period_id,
    l.line_key,
    coalesce(k.name, l.invoice_line) as name,
    l.sku,
    c.raw_quantity as predicted_quantity,
    l.invoiced_quantity,
    l.predicted_usd,
    l.invoiced_usd,
    l.status,
    l.evidence
from reconcile.lines as l
left join ref.skus as k using (sku)
left join reconcile.compared_lines as c using (account, period_id, line_key)
union all
select
    account,
    period_id,
    kind || ': ' || description,
    description,
    null,
    null,
    null,
    null,
    amount_usd,
    'other',
    null
from reconcile.other_lines
