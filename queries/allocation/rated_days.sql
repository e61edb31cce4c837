-- The day at whose price a day of usage is rated when a tenant is left out. Where only the sum of
-- a price segment matters, it is the first day of the segment: that keeps the rows of many tenants
-- few. Where an allowance is daily or shared, or there is no price, it is the day itself.
-- grain: account, period_id, sku, usage_on
-- column usage_on: Day of the billing period [day UTC]
select
    b.account,
    b.period_id,
    k.sku,
    b.usage_on,
    case when p.sku is null and s.allowance <> 'day' then s.from_on else b.usage_on end as rated_on
from params.billing_days as b
cross join ref.skus as k
left join rating.price_segments as s
    on s.account = b.account and s.period_id = b.period_id and s.sku = k.sku
    and b.usage_on >= s.from_on and b.usage_on < s.to_on
left join ref.allowance_pools as p on p.sku = k.sku
