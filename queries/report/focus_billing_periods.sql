-- Each billing period in the columns of the FOCUS 1.4 dataset BillingPeriod. A period with an
-- invoice is closed. It counts as made when it starts, and as changed when an invoice is issued.
-- grain: x_BillingAccountId, BillingPeriodStart
-- see: https://focus.finops.org/focus-specification/
with issued as (
    select m.account, m.period_id, max(i.issued_on) as issued_on
    from reconcile.invoice_mains as m
    join staging.invoices as i using (invoice_id)
    group by all
)
select
    utc_instant(p.starts_at) as BillingPeriodCreated,
    utc_instant(p.ends_at) as BillingPeriodEnd,
    utc_instant(case
        when i.period_id is null then p.starts_at
        else coalesce(i.issued_on::timestamp, p.ends_at)
    end) as BillingPeriodLastUpdated,
    utc_instant(p.starts_at) as BillingPeriodStart,
    if(i.period_id is null, 'Open', 'Closed') as BillingPeriodStatus,
    'Cloudflare, Inc.' as InvoiceIssuerName,
    p.account as x_BillingAccountId,
    p.period_id as x_BillingPeriodId
from params.periods as p
left join issued as i using (account, period_id)
