-- How much of an allowance or of a block each case uses: a SKU alone, or all SKUs that share an
-- allowance. `pool` is the SKU, or the name of what they share.
-- grain: account, period_id, pool, scenario
-- kind: table
-- empty without: params.as_of
select
    q.account,
    q.period_id,
    coalesce(a.pool, q.sku) as pool,
    q.scenario,
    any_value(q.denominator) as denominator,
    sum(q.numerator)::hugeint as numerator
from foresight.forecast_quantities as q
left join ref.allowance_pools as a using (sku)
where not starts_with(q.scenario, 'through ')
group by q.account, q.period_id, coalesce(a.pool, q.sku), q.scenario
