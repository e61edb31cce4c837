-- What a line prints of its allowance, in words, where that is another one than the price book has
-- and its quantity follows from it.
-- grain: account, period_id, sku
select
    w.account,
    w.period_id,
    w.sku,
    printf(
        'The line prints that %s are included, the price book %s: with the printed allowance our '
            || 'quantity is the printed one.',
        grouped_digits(w.worded_quantity),
        grouped_digits(arg_max(s.included_quantity, s.from_on))
    ) as says
from variance.worded_allowances as w
join rating.price_segments as s using (account, period_id, sku)
group by w.account, w.period_id, w.sku, w.worded_quantity
