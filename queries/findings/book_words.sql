-- Lines that the price book rates differently from the invoice, with the reason in words. Either
-- the printed price is not the price book's, or the printed amount does not follow from the printed
-- quantity and price under any rounding.
-- grain: account, period_id, line_key
select
    b.account,
    b.period_id,
    b.line_key,
    b.is_price_other,
    b.is_amount_other,
    b.book_usd,
    b.charged_usd,
    case when b.is_price_other then printf(
        '%s %s %s %s by the price book (%s per %s), printed at %s per %s.',
        grouped_digits(b.billable_quantity),
        plural_unit(b.billable_quantity, k.unit),
        if(b.billable_quantity = 1, 'is', 'are'),
        dollars(b.book_usd),
        unit_dollars(b.price_usd),
        grouped_digits(b.per_quantity),
        unit_dollars(b.printed_price_usd),
        grouped_digits(b.printed_per)
    ) end as says_price,
    case when b.is_amount_other then printf(
        'The printed quantity at the printed price makes %s, charged is %s.',
        dollars(b.printed_usd),
        dollars(b.charged_usd)
    ) end as says_amount
from variance.book_amounts as b
join ref.skus as k on k.sku = b.line_key
where (b.is_price_other and b.printed_usd <> b.book_usd) or b.is_amount_other
