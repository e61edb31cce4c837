-- Invoices in a currency other than USD. All prices and predictions are in USD.
-- grain: source_file
-- see: https://developers.cloudflare.com/billing/understand/billing-policy/
select
    l.source_file,
    printf('%s: the currency is %s, not USD', l.source_file, i.currency) as problem
from staging.invoices as i
join raw.invoices as r using (invoice_id)
join raw.loads as l using (load_id)
where i.currency <> 'USD'
