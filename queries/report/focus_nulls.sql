-- The first row of a billing period in which a column of a FOCUS dataset is null.
-- grain: account, period_id, dataset, column_id
-- checked: when named
-- column dataset: Dataset of FOCUS: CostAndUsage, InvoiceDetail or BillingPeriod
-- column dataset: https://focus.finops.org/focus-specification/
with charges as (
    select BillingAccountId as account, x_BillingPeriodId as period_id,
        min(x_ChargeId) filter (where columns(*) is null)
    from report.focus_cost_and_usage
    group by account, period_id
),
details as (
    select BillingAccountId as account, x_BillingPeriodId as period_id,
        min(InvoiceDetailId) filter (where columns(*) is null)
    from report.focus_invoice_detail
    group by account, period_id
),
periods as (
    select x_BillingAccountId as account, x_BillingPeriodId as period_id,
        min(x_BillingPeriodId) filter (where columns(*) is null)
    from report.focus_billing_periods
    group by account, period_id
)
select account, period_id, 'CostAndUsage' as dataset, column_id, row_name
from (unpivot charges on columns(* exclude (account, period_id))
    into name column_id value row_name)
union all
select account, period_id, 'InvoiceDetail', column_id, row_name
from (unpivot details on columns(* exclude (account, period_id))
    into name column_id value row_name)
union all
select account, period_id, 'BillingPeriod', column_id, row_name
from (unpivot periods on columns(* exclude (account, period_id))
    into name column_id value row_name)
