-- Each line of an invoice in the columns of the FOCUS 1.4 dataset InvoiceDetail. A payment and the
-- balance of another invoice are no charges and have no row. An invoice states neither its terms
-- nor when it was made: PaymentTerms says so, and the dates of creation are the dates of issue.
-- grain: BillingAccountId, InvoiceDetailId
-- see: https://focus.finops.org/focus-specification/
with invoices as (
    select *, coalesce(invoice_number, invoice_id) as invoice_name
    from staging.invoices
),
mains as (
    select m.account, m.period_id, min(i.invoice_name) as invoice_name
    from reconcile.invoice_mains as m
    join invoices as i using (invoice_id)
    group by all
)
select
    o.amount_usd::decimal(38, 12) as BilledCost,
    o.account as BillingAccountId,
    i.currency as BillingCurrency,
    utc_instant(p.ends_at) as BillingPeriodEnd,
    utc_instant(p.starts_at) as BillingPeriodStart,
    o.category as ChargeCategory,
    utc_instant(coalesce(i.issued_on::timestamp, p.ends_at)) as InvoiceDetailCreated,
    o.description as InvoiceDetailDescription,
    null::varchar as InvoiceDetailGrain,
    o.origin_id as InvoiceDetailId,
    utc_instant(coalesce(i.issued_on::timestamp, p.ends_at)) as InvoiceDetailLastUpdated,
    i.invoice_name as InvoiceId,
    utc_instant(i.issued_on::timestamp) as InvoiceIssueDate,
    'Issued' as InvoiceIssueStatus,
    'Cloudflare, Inc.' as InvoiceIssuerName,
    i.currency as PaymentCurrency,
    utc_instant(i.due_on::timestamp) as PaymentDueDate,
    'not stated' as PaymentTerms,
    if(o.is_correction, coalesce(m.invoice_name, i.invoice_name), i.invoice_name)
        as ReferenceInvoiceId,
    o.billing_id as x_BillingPeriodId
from report.charge_origins as o
join invoices as i using (invoice_id)
join params.periods as p on p.account = o.account and p.period_id = o.billing_id
left join mains as m on m.account = o.account and m.period_id = o.statement_id
