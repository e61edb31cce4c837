-- Invoice lines with dates, quantities and money cast; ends made exclusive. The number of printed
-- decimals is kept, for a quantity is only known to half of its last digit. What cannot be cast is
-- null here, and checks.invoice_lines names it. A tier row that its line already sums up is a
-- detail: sums of money and quantity are over the rows that are none.
-- grain: invoice_id, line_number
-- kind: table
with printed as (
    select
        invoice_id,
        account,
        line_number,
        tier_of,
        trim(description) as description,
        wording_of(description) as wording,
        try_cast(period_start as date) as starts_on,
        (try_cast(period_end as date) + 1)::date as ends_on,
        try_cast(printed_number(quantity) as decimal(38, 9)) as quantity,
        length(split_part(printed_number(quantity), '.', 2)) as quantity_decimals,
        try_cast(printed_number(unit_price) as decimal(38, 12)) as unit_price_usd,
        try_cast(printed_number(per) as hugeint) as per_quantity,
        try_cast(printed_number(amount) as decimal(38, 2)) as amount_usd
    from raw.invoice_lines
)
select
    *,
    tier_of is not null and coalesce(
        max(amount_usd) filter (where tier_of is null) over same_line <> 0
            or max(quantity) filter (where tier_of is null) over same_line
                = sum(quantity) filter (where tier_of is not null) over same_line,
        false
    ) as is_detail
from printed
window same_line as (partition by invoice_id, coalesce(tier_of, line_number))
