-- How the sum of the tenants' amounts leads to what the invoices of a statement ask to be paid.
-- Tax, credits and balances are added, and what these invoices print of other statements. What
-- other invoices print of this statement is subtracted. The last row is the sum of the rows before
-- it.
-- grain: account, period_id, row_number
-- column amount_usd: What the row adds; of the last row what is to be paid [USD]
-- column line: What the row is, in words
-- column row_number: Order of the rows [number]
with invoices as (
    select
        account,
        period_id,
        is_main,
        invoice_id,
        coalesce('invoice ' || invoice_number, 'the invoice') as name,
        payable_usd,
        statement_usd,
        elsewhere_usd
    from report.statement_invoices
    semi join reconcile.statements using (account, period_id)
),
-- Tax and credits that policies divide are in what the tenants pay.
divided as (
    select distinct account, period_id, line_key
    from reconcile.tenant_lines
    where component in ('tax', 'credit')
),
rows as (
    select t.account, t.period_id, 1 as part, 'Sum of the tenants' as line,
        sum(t.invoiced_usd)::decimal(38, 2) as amount_usd
    from report.tenants as t
    semi join invoices as i using (account, period_id)
    group by t.account, t.period_id
    union all
    select o.account, o.period_id, 2, o.description, o.amount_usd
    from reconcile.other_lines as o
    semi join invoices as i using (account, period_id)
    anti join divided as d
        on d.account = o.account and d.period_id = o.period_id
        and d.line_key = o.kind || ': ' || o.description
    union all
    select account, period_id, 3, 'Lines of other statements on ' || name, elsewhere_usd
    from invoices
    where is_main and elsewhere_usd <> 0
    union all
    select account, period_id, 4, 'Less the lines of this statement on ' || name,
        (-statement_usd)::decimal(38, 2)
    from invoices
    where not is_main
),
payable as (
    select account, period_id, sum(payable_usd)::decimal(38, 2) as amount_usd,
        'Payable by ' || string_agg(name, ' and ' order by name, invoice_id) as line
    from invoices
    where is_main
    group by account, period_id
),
summed as (
    select account, period_id, sum(amount_usd)::decimal(38, 2) as amount_usd
    from rows
    group by account, period_id
),
with_differences as (
    from rows
    union all
    select p.account, p.period_id, 5, 'Not on a line of the invoice',
        (p.amount_usd - s.amount_usd)::decimal(38, 2)
    from payable as p
    join summed as s using (account, period_id)
    where p.amount_usd <> s.amount_usd
    union all
    select account, period_id, 6, line, amount_usd from payable
)
select
    account,
    period_id,
    row_number() over (
        partition by account, period_id order by part, line, amount_usd
    ) as row_number,
    line,
    amount_usd
from with_differences
