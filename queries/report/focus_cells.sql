-- The values of FOCUS columns that have a closed list of values or hold JSON, once each, with a row
-- in which it stands.
-- grain: account, period_id, dataset, column_id, value
-- checked: when named
-- column dataset: Dataset of FOCUS: CostAndUsage, InvoiceDetail or BillingPeriod
-- column dataset: https://focus.finops.org/focus-specification/
-- column value: Value that stands in the column
with charges as (
    select BillingAccountId as account, x_BillingPeriodId as period_id, x_ChargeId as row_name,
        ChargeCategory, ChargeClass, ServiceCategory, AllocatedMethodDetails, AllocatedTags,
        SkuPriceDetails, Tags
    from report.focus_cost_and_usage
),
details as (
    select BillingAccountId as account, x_BillingPeriodId as period_id,
        InvoiceDetailId as row_name, ChargeCategory, InvoiceIssueStatus, InvoiceDetailGrain
    from report.focus_invoice_detail
),
periods as (
    select x_BillingAccountId as account, x_BillingPeriodId as period_id,
        x_BillingPeriodId as row_name, BillingPeriodStatus
    from report.focus_billing_periods
),
cells as (
    select account, period_id, 'CostAndUsage' as dataset, column_id, value, row_name
    from (unpivot charges on columns(* exclude (account, period_id, row_name))
        into name column_id value value)
    union all
    select account, period_id, 'InvoiceDetail', column_id, value, row_name
    from (unpivot details on columns(* exclude (account, period_id, row_name))
        into name column_id value value)
    union all
    select account, period_id, 'BillingPeriod', column_id, value, row_name
    from (unpivot periods on columns(* exclude (account, period_id, row_name))
        into name column_id value value)
)
select account, period_id, dataset, column_id, value, min(row_name) as row_name
from cells
group by all
