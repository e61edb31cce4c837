-- The allowance and the blocks of a SKU in the forecast period, or of SKUs that share an
-- allowance. Nothing has an edge if the allowance is daily, or if allowance or block size change
-- in the period. SKUs that share an allowance have separate blocks, which are left out.
-- grain: account, period_id, pool
-- kind: table
-- empty without: params.as_of
select
    p.account,
    p.period_id,
    coalesce(a.pool, s.sku) as pool,
    string_agg(distinct s.sku, ' + ' order by s.sku) as skus,
    any_value(s.period_included) as included,
    if(bool_or(a.pool is not null) or any_value(s.rounding) <> 'block', null,
        any_value(s.per_quantity)) as per_quantity,
    if(bool_or(a.pool is not null), null, arg_max(s.price_usd, s.from_on)) as price_usd
from foresight.periods as p
join rating.price_segments as s using (account, period_id)
left join ref.allowance_pools as a on a.sku = s.sku
group by p.account, p.period_id, coalesce(a.pool, s.sku)
having count(distinct (s.sku, s.count_number)) = count(distinct s.sku)
    and bool_and(s.allowance in ('period', 'calendar_month', 'none'))
