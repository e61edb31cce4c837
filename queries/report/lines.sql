-- The statement beside the prediction, a row per line: what `flaretally reconcile` prints.
-- grain: account, period_id, sku, invoice_line
-- column lacks: How many days its usage lacks, or are incomplete, in words; null where none is
-- column lacks: lacking
select
    account,
    period_id,
    sku,
    invoice_line,
    predicted_quantity,
    invoiced_quantity,
    predicted_usd,
    invoiced_usd,
    variance_usd,
    status,
    evidence,
    predicted_low_usd,
    predicted_high_usd,
    days_missing,
    case when evidence = 'missing' then says end as lacks
from reconcile.lines
left join usage.sku_missing_days using (account, period_id, sku)
