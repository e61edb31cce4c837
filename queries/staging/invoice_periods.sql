-- The dates and the wording of invoice lines, without quantity or money: all that a prediction may
-- know of an invoice.
-- grain: invoice_id, line_number
-- kind: table
select
    invoice_id,
    account,
    line_number,
    wording_of(description) as wording,
    try_cast(period_start as date) as starts_on,
    (try_cast(period_end as date) + 1)::date as ends_on
from raw.invoice_lines
where try_cast(period_start as date) is not null and try_cast(period_end as date) is not null
