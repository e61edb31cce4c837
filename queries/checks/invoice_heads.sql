-- Dates and sums at the top and the bottom of an invoice that cannot be read.
-- grain: source_file, problem
with printed as (
    select
        l.source_file,
        unnest([
            {'says': 'date of issue', 'printed': r.issued_on, 'is_read': i.issued_on is not null},
            {'says': 'due date', 'printed': r.due_on, 'is_read': i.due_on is not null},
            {'says': 'subtotal', 'printed': r.subtotal_usd, 'is_read': i.subtotal_usd is not null},
            {'says': 'total', 'printed': r.total_usd, 'is_read': i.total_usd is not null},
            {
                'says': 'amount due',
                'printed': r.amount_due_usd,
                'is_read': i.amount_due_usd is not null
            }
        ], recursive := true)
    from raw.invoices as r
    join staging.invoices as i using (invoice_id)
    join raw.loads as l using (load_id)
    union all
    select l.source_file, r.kind, r.amount, a.amount_usd is not null
    from raw.invoice_adjustments as r
    join staging.invoice_adjustments as a using (invoice_id, row_number)
    join raw.loads as l using (load_id)
)
select distinct
    source_file,
    printf('%s: the %s "%s" cannot be read', source_file, says, printed) as problem
from printed
where not is_read and trim(printed) <> ''
order by all
