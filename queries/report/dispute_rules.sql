-- The price rules that apply to a line, in words, each with the days it holds for, its source, its
-- grade and the day on which the source was checked.
-- grain: account, period_id, line_key, from_on
-- column says: Price, allowance and rounding of the SKU, in words
with prices as (
    select sku, coalesce(effective_from, date '0001-01-01') as starts_on, max(known_on) as known_on
    from ref.price_book
    group by all
)
select
    s.account,
    s.period_id,
    s.sku as line_key,
    s.from_on,
    s.to_on,
    printf(
        '%s %s per %s %s, %s; %s.',
        k.name,
        unit_dollars(s.price_usd),
        grouped_digits(s.per_quantity),
        k.unit,
        case
            when s.allowance = 'unlimited' then 'all of it included'
            when s.period_included = 0 then 'nothing included'
            when s.allowance = 'day' then printf(
                '%s a day included', grouped_digits(s.included_quantity)
            )
            else printf(
                'the first %s of a billing period included', grouped_digits(s.period_included)
            )
        end,
        case s.rounding
            when 'block' then 'usage over it is billed in blocks, a started block as a whole'
            when 'nearest' then 'usage over it is billed to the nearest block'
            else 'usage over it is billed to the unit'
        end
    ) as says,
    s.grade,
    s.source_url,
    p.known_on
from rating.price_segments as s
join ref.skus as k using (sku)
join rating.price_rows as r
    on r.sku = s.sku and r.starts_on <= s.from_on and r.ends_on > s.from_on
join prices as p on p.sku = s.sku and p.starts_on = r.starts_on
