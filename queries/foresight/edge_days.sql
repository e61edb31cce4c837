-- How much of an allowance or of blocks the forecast has used by the end of each day of the
-- period.
-- grain: account, period_id, pool, usage_on
-- kind: table
-- empty without: params.as_of
with days as (
    select
        q.account,
        q.period_id,
        coalesce(a.pool, q.sku) as pool,
        q.usage_on,
        sum(q.numerator) as numerator
    from foresight.forecast_quantities as q
    left join ref.allowance_pools as a using (sku)
    where q.scenario = 'base'
    group by all
)
select
    account,
    period_id,
    pool,
    usage_on,
    (sum(numerator) over (partition by account, period_id, pool order by usage_on))::hugeint
        as numerator
from days
