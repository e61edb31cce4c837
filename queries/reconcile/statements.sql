-- The billing periods for which there is an invoice.
-- grain: account, period_id
select account, period_id, count(distinct invoice_id) as invoices
from reconcile.matched_lines
where period_id is not null
group by account, period_id
having bool_or(line_shape is distinct from 'subscription')
    or count(*) filter (where line_shape = 'subscription') > 0
