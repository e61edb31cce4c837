-- SKUs with usage that suspect or missing days may have lost, and the SKUs that share an allowance
-- with them.
-- grain: account, period_id, sku
-- partition: account, period_id
with own as (
    select distinct l.account, l.period_id, k.sku
    from usage.open_days as l
    join ref.sku_meters as k using (meter)
)
select account, period_id, sku from own
union
select o.account, o.period_id, other.sku
from own as o
join ref.allowance_pools as p using (sku)
join ref.allowance_pools as other using (pool)
