-- Printed lines of known SKUs with the price that the price book has for them. Each line is taken
-- by itself, and a line in tiers as one. `billable` is the printed quantity less the allowance, in
-- billionths of a unit. If the price book has several prices in the period, the printed one counts,
-- else the last. A subscription is compared if it is for a month. A price without "per" is taken as
-- the price of a block.
-- grain: account, period_id, sku, invoice_id, part
-- kind: table
-- column amount_usd: Amount that the line prints [USD]
-- column billable: Printed quantity less the allowance, as a whole number [billionths of the SKU's
-- column billable: unit]
-- column included: Allowance of the count [unit of the SKU]
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
        max(m.last_digit) as last_digit,
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
)
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
