-- Invoices without a number that print the same line for the same period as another invoice. One of
-- them is probably a corrected copy of the other, and its lines would be counted twice.
-- grain: problem
select distinct printf(
    '%s and %s both print "%s" for the same days: load the right one with --replace, or tell a '
    || 'threshold invoice from the rest by an invoice_number',
    x.source_file, y.source_file, min(a.description)
) as problem
from raw.invoice_lines as a
join raw.invoices as i on i.invoice_id = a.invoice_id
join raw.invoice_lines as b
    on b.account = a.account and b.description = a.description
    and b.period_start = a.period_start and b.period_end = a.period_end
    and b.invoice_id <> a.invoice_id
join raw.invoices as j on j.invoice_id = b.invoice_id
join raw.loads as x on x.load_id = a.load_id
join raw.loads as y on y.load_id = b.load_id
where i.invoice_number is null and (j.invoice_number is not null or a.invoice_id < b.invoice_id)
group by x.source_file, y.source_file
