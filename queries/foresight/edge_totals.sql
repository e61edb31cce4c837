-- How much of an allowance or of blocks each case uses, for a SKU alone or for all SKUs that share
-- an allowance. `pool` is the SKU, or the name of the shared allowance.
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
