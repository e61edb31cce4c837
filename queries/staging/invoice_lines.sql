-- Invoice lines with dates, quantities and money cast; ends made exclusive. The number of printed
-- decimals is kept, for a quantity is only known to half of its last digit. What cannot be cast is
-- null here, and checks.invoice_lines names it.
-- grain: invoice_id, line_number
-- kind: table
select
    invoice_id,
    account,
    line_number,
    trim(description) as description,
    wording_of(description) as wording,
    try_cast(period_start as date) as starts_on,
    (try_cast(period_end as date) + 1)::date as ends_on,
    try_cast(printed_number(quantity) as decimal(38, 9)) as quantity,
    length(split_part(printed_number(quantity), '.', 2)) as quantity_decimals,
    unit_price,
    per,
    try_cast(printed_number(amount) as decimal(38, 2)) as amount_usd
from raw.invoice_lines
