-- The dates and the wording of invoice lines, without quantity or money: all that a prediction may
-- know of an invoice. `is_cut` tells lines of a threshold invoice.
-- grain: invoice_id, line_number
-- kind: table
select
    invoice_id,
    l.account,
    l.line_number,
    wording_of(l.description) as wording,
    try_cast(l.period_start as date) as starts_on,
    exclusive_end(try_cast(l.period_start as date), try_cast(l.period_end as date)) as ends_on,
    coalesce(i.kind = 'threshold', false) as is_cut
from raw.invoice_lines as l
left join raw.invoices as i using (invoice_id)
where try_cast(l.period_start as date) is not null
    and try_cast(l.period_end as date) is not null
