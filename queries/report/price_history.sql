-- The prices of each SKU as the price book has them: what it costs on which days, how well that is
-- known, and the source. A row that a later row corrects is left out. `is_newest` marks the price
-- that holds last.
-- grain: sku, effective_from, known_on
-- column included_quantity: Allowance of the price row: a day, month or period of it; null for none
-- column included_quantity: [unit of the SKU]
-- column is_newest: Whether it is the price of the SKU that holds last
-- column says: Price in words
with placed as (
    select
        *,
        row_number() over (partition by sku, effective_from order by known_on desc) as place,
        row_number() over (
            partition by sku order by effective_from desc nulls last, known_on desc
        ) as place_in_all,
        min(effective_from) over (
            partition by sku order by coalesce(effective_from, date '0001-01-01')
            groups between 1 following and 1 following
        ) as next_from
    from ref.price_book
)
select
    p.sku,
    p.effective_from,
    coalesce(least(p.effective_to, p.next_from), p.effective_to, p.next_from) as effective_to,
    p.known_on,
    case
        when p.allowance = 'unlimited' then 'free'
        when p.aggregation = 'flat' then unit_dollars(p.price_usd) || ' a month'
        else printf(
            '%s per %s%s', unit_dollars(p.price_usd),
            if(p.per_quantity = 1, '', grouped_digits(p.per_quantity) || ' '),
            replace(plural_unit(p.per_quantity, p.unit), '_', ' ')
        )
    end as says,
    p.per_quantity,
    p.price_usd,
    p.included_quantity,
    p.allowance,
    p.rounding,
    p.aggregation,
    p.plan,
    p.grade,
    p.source_url,
    p.notes,
    p.place > 1 as is_replaced,
    p.place_in_all = 1 as is_newest
from placed as p
semi join ref.skus as k using (sku)
