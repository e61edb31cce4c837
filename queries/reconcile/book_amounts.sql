-- What the printed quantity of a line costs by the price book and at the price that is printed beside
-- it, whether anything meters the line or not: `book_usd`, `printed_usd`. Each printed line is rated
-- by itself, with the block and rounding of the book; a line in tiers less the allowance. Where the
-- book has several prices inside the period the one that is printed counts, else the last. A
-- subscription is compared where it is for a month. A price without a "per" is taken for a block. What a whole number cannot hold is null.
-- grain: account, period_id, line_key
-- kind: table
with parts as (
    select
        m.account,
        m.period_id,
        m.sku,
        m.invoice_id,
        if(m.line_shape = 'tier', 0, m.line_number) as part,
        any_value(m.line_shape) as line_shape,
        any_value(m.printed_scale) as scale,
        min(m.starts_on) as starts_on,
        max(m.ends_on) as ends_on,
        sum(m.quantity) filter (where not m.is_detail)::decimal(38, 9) as quantity,
        sum(m.amount_usd) filter (where not m.is_detail)::decimal(38, 2) as amount_usd,
        max(l.unit_price_usd) filter (where m.line_shape <> 'tier' or l.unit_price_usd > 0)
            as printed_price_usd,
        max(m.printed_per) as printed_per,
        bool_and(l.per_quantity is null) and any_value(m.printed_scale) = 1 as is_per_unsaid
    from reconcile.matched_lines as m
    join staging.invoice_lines as l using (invoice_id, line_number)
    where m.sku is not null and m.other_kind is null and m.period_id is not null
        and not m.is_credit and not m.is_prorated
    group by all
    having sum(m.quantity) filter (where not m.is_detail) >= 0
),
priced as (
    select p.*, s.from_on, s.price_usd, s.per_quantity, s.rounding, s.period_included as included
    from parts as p
    join rating.price_segments as s using (account, period_id, sku)
    where p.line_shape <> 'subscription'
    union all
    select p.*, b.starts_on, b.price_usd, b.per_quantity, 'none', 0
    from parts as p
    join rating.price_rows as b
        on b.sku = p.sku and b.starts_on <= p.starts_on and b.ends_on > p.starts_on
    where p.line_shape = 'subscription' and is_month(p.starts_on, p.ends_on)
),
said as (
    select * replace (if(is_per_unsaid, per_quantity, printed_per) as printed_per)
    from priced
),
compared as (
    select
        *,
        case line_shape
            when 'unit' then billionths(quantity) * per_quantity
            when 'tier' then greatest(billionths(quantity) - included * 1000000000, 0)
            else billionths(quantity) * scale
        end as billable,
        coalesce(
            price_picos(printed_price_usd) * per_quantity <> price_picos(price_usd) * printed_per,
            false
        ) as is_price_other
    from said
    qualify row_number() over (
        partition by invoice_id, sku, part, period_id order by is_price_other, from_on desc
    ) = 1
),
rated as (
    select
        *,
        try(half_up_div(
            rounded_units(billable, per_quantity * 1000000000, rounding) * price_picos(price_usd),
            per_quantity * 10000000000000000000
        )) as book_cents,
        list_transform(
            [rounding, 'block', 'floor', 'nearest', 'none'],
            lambda way: try(half_up_div(
                rounded_units(billable, printed_per * 1000000000, way)
                    * price_picos(printed_price_usd),
                printed_per * 10000000000000000000
            ))
        ) as printed_cents
    from compared
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
        and not list_contains(printed_cents, usd_to_cents(amount_usd))) as is_amount_other
from rated
group by account, period_id, sku
