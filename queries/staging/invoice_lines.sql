-- Invoice lines with dates, quantities and money cast; ends made exclusive. The number of printed
-- decimals is kept, for a quantity is only known to half of its last digit.
-- grain: invoice_id, line_number
-- kind: table
select
    invoice_id,
    account,
    line_number,
    trim(description) as description,
    wording_of(description) as wording,
    period_start::date as starts_on,
    (period_end::date + 1)::date as ends_on,
    printed_number(quantity)::decimal(38, 9) as quantity,
    length(split_part(printed_number(quantity), '.', 2)) as quantity_decimals,
    unit_price,
    per,
    printed_number(amount)::decimal(38, 2) as amount_usd
from raw.invoice_lines
