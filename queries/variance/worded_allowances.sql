-- Lines that print another allowance than the price book has ("First 2M included"), where that one
-- turns our quantity into the printed quantity. `worded_quantity` is the printed allowance. Lines
-- that print the quantity before the allowance do not show it.
-- grain: account, period_id, sku
-- see: https://developers.cloudflare.com/billing/manage/invoices/
-- column worded_quantity: Allowance that the wording of the line names [unit of the SKU]
with lines as (
    select
        c.*,
        p.numerator,
        p.billable_numerator,
        p.denominator,
        regexp_extract(
            lower(c.invoice_line),
            'first ([\d,.]*\d) ?((?:thousand|million|billion|[kmb])(?:\W|$))?', ['digits', 'scale']
        ) as words
    from reconcile.compared_lines as c
    join reconcile.predictions as p using (account, period_id, sku)
    where c.line_shape <> 'tier' and p.kind = 'usage' and c.invoiced_quantity is not null
        and abs(c.invoiced_quantity - c.predicted_quantity) * 2 > c.last_digits
),
worded as (
    select
        *,
        (try_cast(replace(words.digits, ',', '') as decimal(15, 3)) * case words.scale[1]
            when 't' then 1000 when 'k' then 1000
            when 'm' then 1000000
            when 'b' then 1000000000
            else 1
        end)::decimal(28, 3)::hugeint as worded_quantity
    from lines
),
counted as (
    select *, greatest(numerator - worded_quantity * denominator, 0) as over
    from worded
    where worded_quantity > 0
)
select account, period_id, sku, worded_quantity
from counted
where abs(invoiced_quantity - printed_quantity(
    line_shape, printed_scale, numerator, over, denominator, ceil_div(over, denominator)
)) * 2 <= last_digits
    and over <> billable_numerator
