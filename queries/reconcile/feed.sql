-- What the billable-usage feed counts of a SKU in a billing period, allowance included, as a
-- numerator over our denominator. The feed's figure is exact where a SKU is counted in whole units.
-- Otherwise it is known to half of its last digit.
-- grain: account, period_id, sku
-- kind: table
-- empty without: usage.feed_days
-- see: https://developers.cloudflare.com/billing/manage/billable-usage/
-- column last_digits: Sum of one unit in the last digit of each row; 0 where the SKU is counted in
-- column last_digits: whole units [unit of the SKU]
-- column quantity: Usage that the feed counts in the period, allowance included [unit of the SKU]
with sums as (
    select
        account,
        period_id,
        sku,
        sum(quantity)::decimal(38, 9) as quantity,
        sum(feed_rows) as feed_rows,
        max(decimals) as decimals
    from usage.feed_days
    group by account, period_id, sku
)
select
    s.account,
    s.period_id,
    s.sku,
    s.quantity,
    half_up_div(billionths(s.quantity) * coalesce(p.denominator, 1), 1000000000) as numerator,
    case
        when p.denominator > 1 then (s.feed_rows * last_digit(s.decimals))::decimal(38, 9)
        else 0
    end as last_digits,
    c.is_whole,
    p.sku is not null and k.source in ('feed', 'feed_to_date') as is_source
from sums as s
join usage.feed_coverage as c using (account, period_id, sku)
left join reconcile.predictions as p using (account, period_id, sku)
left join usage.sku_sources as k using (account, period_id, sku)
