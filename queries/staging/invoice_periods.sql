-- The dates of invoice lines and what the line is called, without quantity or money: all that a
-- prediction may know of an invoice.
-- grain: invoice_id, line_number
-- kind: table
select
    invoice_id,
    account,
    line_number,
    wording_of(description) as wording,
    period_start::date as starts_on,
    (period_end::date + 1)::date as ends_on
from raw.invoice_lines
where period_start is not null and period_end is not null
