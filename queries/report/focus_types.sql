-- The columns that the three FOCUS datasets have in this database, with their types.
-- grain: dataset, column_id
-- checked: when named
-- column dataset: Dataset of FOCUS: CostAndUsage, InvoiceDetail or BillingPeriod
-- column dataset: https://focus.finops.org/focus-specification/
with charges as (select * from report.focus_cost_and_usage),
details as (select * from report.focus_invoice_detail),
periods as (select * from report.focus_billing_periods)
select 'CostAndUsage' as dataset, column_id, sql_type
from (unpivot (select typeof(columns(c.*)) from (select 1) left join charges as c on false)
    on columns(*) into name column_id value sql_type)
union all
select 'InvoiceDetail', column_id, sql_type
from (unpivot (select typeof(columns(c.*)) from (select 1) left join details as c on false)
    on columns(*) into name column_id value sql_type)
union all
select 'BillingPeriod', column_id, sql_type
from (unpivot (select typeof(columns(c.*)) from (select 1) left join periods as c on false)
    on columns(*) into name column_id value sql_type)
