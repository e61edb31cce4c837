-- What breaks a rule of FOCUS 1.4 in the rows that `report focus` would write: the row, the column
-- and the rule. A column that is missing or of another type is a problem of each billing period.
-- grain: account, period_id, dataset, row_name, problem
-- checked: when named
-- see: https://focus.finops.org/focus-specification/
-- column dataset: Dataset of FOCUS: CostAndUsage, InvoiceDetail or BillingPeriod
-- column dataset: https://focus.finops.org/focus-specification/
-- column row_name: Row of the FOCUS dataset, or the column where all rows have the problem
with columns as (select * from ref.focus_columns),
types as (select * from report.focus_types),
cells as (select * from report.focus_cells)
select p.account, p.period_id, c.dataset, c.column_id as row_name,
    if(t.column_id is null, 'the ' || c.feature_level || ' column is missing',
        'the column is ' || t.sql_type || ' and not ' || c.sql_type) as problem
from columns as c
left join types as t using (dataset, column_id)
cross join params.periods as p
where c.is_written and t.sql_type is distinct from c.sql_type
union all
select p.account, p.period_id, t.dataset, t.column_id,
    'it is no column of FOCUS that this data has: a name of ours starts with x_'
from types as t
left join columns as c using (dataset, column_id)
cross join params.periods as p
where not coalesce(c.is_written, false) and not starts_with(t.column_id, 'x_')
union all
select n.account, n.period_id, n.dataset, n.row_name, n.column_id || ' is null'
from report.focus_nulls as n
join columns as c using (dataset, column_id)
where not c.is_nullable
union all
select e.account, e.period_id, e.dataset, e.row_name,
    e.column_id || ' is "' || e.value || '", which is no value of it'
from cells as e
where e.column_id in (select column_id from ref.focus_values)
    and (e.column_id, e.value) not in (select (column_id, value) from ref.focus_values)
union all
select e.account, e.period_id, e.dataset, e.row_name, e.column_id || ' is no JSON'
from cells as e
join columns as c using (dataset, column_id)
where c.data_type = 'JSON' and not json_valid(e.value)
union all
select BillingAccountId, x_BillingPeriodId, 'CostAndUsage', x_ChargeId,
    'it ends before it starts'
from report.focus_cost_and_usage
where ChargePeriodEnd <= ChargePeriodStart or BillingPeriodEnd <= BillingPeriodStart
union all
select u.BillingAccountId, u.x_BillingPeriodId, 'CostAndUsage', u.x_ChargeId,
    'no row of BillingPeriod has its BillingPeriodStart and InvoiceIssuerName'
from report.focus_cost_and_usage as u
anti join report.focus_billing_periods as p
    on p.x_BillingAccountId = u.BillingAccountId and p.BillingPeriodStart = u.BillingPeriodStart
    and p.InvoiceIssuerName = u.InvoiceIssuerName
union all
select account, period_id, dataset, row_name, problem
from report.focus_sums
