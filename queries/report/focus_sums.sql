-- Sums of the FOCUS datasets that do not hold: of the charges of an invoice line, the lines of an
-- invoice, the parts of a divided charge, the charges of a tenant, and price times quantity. The
-- rows of an invoice may differ from its printed total by $1.00 or, if more, by half a cent times
-- the root of their number.
-- grain: account, period_id, dataset, row_name, problem
-- checked: when named
-- column dataset: Dataset of FOCUS: CostAndUsage, InvoiceDetail or BillingPeriod
-- column dataset: https://focus.finops.org/focus-specification/
-- column row_name: Row of the FOCUS dataset, or the invoice, charge or tenant of the sum
with charges as (
    select *, BillingAccountId as account, x_BillingPeriodId as period_id,
        coalesce(InvoiceDetailId, x_StatementId || '/' || SkuId) as origin
    from report.focus_cost_and_usage
),
details as (
    select *, BillingAccountId as account, x_BillingPeriodId as period_id
    from report.focus_invoice_detail
),
lines as (
    select account, period_id, InvoiceDetailId, sum(BilledCost) as billed_usd, count(*) as rows
    from charges
    where InvoiceDetailId is not null
    group by all
),
printed as (
    select distinct account, coalesce(invoice_number, invoice_id) as InvoiceId,
        payable_usd - past_due_usd - paid_usd as charged_usd
    from report.statement_invoices
),
invoices as (
    select d.account, d.period_id, d.InvoiceId, sum(d.BilledCost) as billed_usd,
        any_value(p.charged_usd) as charged_usd, sum(l.rows) as rows,
        usd_to_cents(abs(sum(d.BilledCost) - any_value(p.charged_usd))) as cents
    from details as d
    join printed as p using (account, InvoiceId)
    left join lines as l using (account, period_id, InvoiceDetailId)
    group by all
),
parts as (
    select account, period_id, origin, count(*) filter (where AllocatedMethodId is null) as whole,
        sum(list_sum(list_transform(
            json_extract_string(AllocatedMethodDetails, '$.Elements[*].AllocatedRatio'),
            lambda r: price_picos(r)
        )))::hugeint as ratio_picos
    from charges
    group by account, period_id, origin
    having count(AllocatedMethodId) > 0
),
tenants as (
    select account, x_StatementId as period_id, AllocatedResourceId as tenant,
        sum(BilledCost) as billed_usd
    from charges
    where AllocatedResourceId <> 'unattributed'
    group by all
),
shares as (
    select account, period_id, tenant, sum(coalesce(invoiced_usd, predicted_usd)) as usd
    from reconcile.tenant_lines
    where tenant <> 'unattributed'
    group by all
)
select account, period_id, 'InvoiceDetail' as dataset, InvoiceDetailId as row_name,
    printf('BilledCost is %s, its charges sum to %s',
        coalesce(d.BilledCost::decimal(38, 2)::varchar, 'nothing'),
        coalesce(l.billed_usd::decimal(38, 2)::varchar, 'nothing')) as problem
from details as d
full join lines as l using (account, period_id, InvoiceDetailId)
where l.billed_usd is distinct from d.BilledCost
union all
select account, period_id, 'InvoiceDetail', 'invoice ' || InvoiceId, printf(
    'its rows sum to %s, the invoice asks for %s', billed_usd::decimal(38, 2)::varchar,
    charged_usd::varchar)
from invoices
where cents > 100 and 4 * cents * cents > rows
union all
select account, period_id, 'CostAndUsage', origin, case when whole > 0
    then 'only some of its rows have an AllocatedMethodId'
    else 'AllocatedRatio sums to ' || picos_decimal(ratio_picos) || ', not to 1' end
from parts
where whole > 0 or ratio_picos <> 1000000000000
union all
select account, period_id, 'CostAndUsage', 'tenant ' || tenant, printf(
    'BilledCost sums to %s, the tenant''s part of the statement is %s',
    coalesce(t.billed_usd, 0)::decimal(38, 2)::varchar, coalesce(s.usd, 0)::varchar)
from tenants as t
full join shares as s using (account, period_id, tenant)
where coalesce(t.billed_usd, 0) <> coalesce(s.usd, 0)
union all
select account, period_id, 'CostAndUsage', x_ChargeId,
    'ListUnitPrice times PricingQuantity is not ListCost'
from charges
where price_picos(ListCost) * 1000000000000
    <> price_picos(ListUnitPrice) * price_picos(PricingQuantity)
