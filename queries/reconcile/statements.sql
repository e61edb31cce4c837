-- The billing periods for which there is an invoice, with the number of invoices that print a line
-- of them.
-- grain: account, period_id
-- partition: account, period_id
select l.account, l.period_id, count(distinct l.invoice_id) as invoices
from reconcile.matched_lines as l
where (l.account, l.period_id) in (
    select (account, period_id)
    from reconcile.invoice_mains
)
group by l.account, l.period_id
