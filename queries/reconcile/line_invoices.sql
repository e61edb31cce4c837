-- The numbers of the invoices that print a line of a statement.
-- grain: account, period_id, line_key
select
    m.account,
    m.period_id,
    coalesce(m.sku, m.description) as line_key,
    string_agg(distinct i.invoice_number, ', ' order by i.invoice_number) as invoice_numbers
from reconcile.matched_lines as m
join staging.invoices as i using (invoice_id)
where m.other_kind is null and not m.is_detail and m.period_id is not null
group by all
