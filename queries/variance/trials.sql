-- Every amount tried for a line, with blocks counted on the whole line or on each printed part.
-- What is printed in several parts (a threshold invoice and the remainder) is tried at our price
-- and at the printed one.
-- grain: account, period_id, line_key, counted, allowed, rounded, priced
-- see: https://developers.cloudflare.com/billing/threshold-billing/
with prices as (
    select account, period_id, line_key, any_value(per_quantity)::hugeint as per,
        any_value(price_usd) as price_usd
    from variance.trial_segments
    where is_ours and rounding = 'block'
    group by account, period_id, line_key
    having min(price_usd) = max(price_usd) and min(per_quantity) = max(per_quantity)
),
ways as (
    select account, period_id, line_key, 'own' as priced, per, price_usd from prices
    union all
    select account, period_id, line_key, 'printed', coalesce(f.printed_per, p.per),
        coalesce(f.printed_price_usd, p.price_usd)
    from prices as p
    join variance.quantity_factors as f using (account, period_id, line_key)
),
parts as (
    select
        w.*,
        billionths(l.quantity) * l.printed_scale as part
    from ways as w
    join variance.quantity_factors as f using (account, period_id, line_key)
    join reconcile.matched_lines as l
        on l.account = w.account and l.period_id = w.period_id and l.sku = f.sku
        and not l.is_credit and not l.is_prorated and not l.is_detail and l.other_kind is null
    where f.printed_lines > 1 and f.line_shape in ('block', 'scaled')
),
counted as (
    select *, try(
        sign(part)::hugeint * ceil_div(abs(part), per * 1000000000) * price_picos(price_usd)
    ) as part_picos
    from parts
),
apart as (
    select
        account,
        period_id,
        line_key,
        priced,
        case when count(part_picos) = count(*)
            then cents_to_usd(half_up_div(sum(part_picos)::hugeint, 10000000000)) end as amount_usd
    from counted
    group by account, period_id, line_key, priced
)
select * from variance.trial_amounts
union all by name
select *, 'theirs' as counted, 'included' as allowed, 'apart' as rounded
from apart
