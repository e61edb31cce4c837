-- What the printed quantity of a line costs by the price book (`book_usd`) and at the price printed
-- beside it (`printed_usd`), whether or not anything meters the line. Each printed line is rated by
-- itself under every way of rounding; the price book's own counts. An amount too large for a whole
-- number is null.
-- grain: account, period_id, line_key
-- kind: table
with counted as (
    select
        *,
        price_picos(price_usd) as picos,
        price_picos(printed_price_usd) as printed_picos,
        try(rounded_units(billable, per_quantity * 1000000000, rounding)) as units,
        list_transform(
            [rounding, 'block', 'floor', 'nearest', 'none'],
            lambda way: try(rounded_units(billable, printed_per * 1000000000, way))
        ) as printed_units,
        -- A quantity is known to half of its last printed digit, which may begin another block.
        try(rounded_units(
            billable + billionths(last_digit) * scale // 2, printed_per * 1000000000, 'block'
        )) as most_units
    from variance.book_parts
),
rated as (
    select
        *,
        try(half_up_share(units, picos, per_quantity * 10000000000000000000)) as book_cents,
        list_transform(
            list_append(printed_units, most_units),
            lambda own: try(half_up_share(own, printed_picos, printed_per * 10000000000000000000))
        ) as all_cents,
        all_cents[:5] as printed_cents,
        all_cents[6] as most_cents
    from counted
)
select
    account,
    period_id,
    sku as line_key,
    ratio_9(sum(billable), 1000000000) as billable_quantity,
    arg_max(price_usd, (is_price_other, from_on)) as price_usd,
    arg_max(per_quantity, (is_price_other, from_on)) as per_quantity,
    arg_max(printed_price_usd, (is_price_other, from_on)) as printed_price_usd,
    arg_max(printed_per, (is_price_other, from_on)) as printed_per,
    case when count(book_cents) = count(*) then cents_to_usd(sum(book_cents)) end
        ::decimal(38, 2) as book_usd,
    case when count(printed_cents[1]) = count(*) then cents_to_usd(sum(printed_cents[1])) end
        ::decimal(38, 2) as printed_usd,
    sum(amount_usd)::decimal(38, 2) as charged_usd,
    bool_or(is_price_other) as is_price_other,
    bool_or(list_count(printed_cents) = 5
        and not list_contains(printed_cents, usd_to_cents(amount_usd))
        and usd_to_cents(amount_usd) is distinct from most_cents) as is_amount_other
from rated
group by account, period_id, sku
