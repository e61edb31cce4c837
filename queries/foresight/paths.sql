-- The backtest: what was forecast from an earlier day for the days after it, beside the actual
-- usage. Days that are not known count in neither. Each row is a path that the rest of the period
-- may take: the forecast times `millionths`, at most a thousand times the forecast.
-- grain: account, period_id, sku, back
-- kind: table
-- empty without: params.as_of
with compared as (
    select
        f.account,
        f.period_id,
        f.sku,
        f.back,
        count(*) as days,
        sum(f.numerator)::hugeint as forecast,
        sum(d.numerator)::hugeint as came
    from foresight.day_forecasts as f
    join foresight.sku_days as d using (account, period_id, sku, usage_on)
    where f.back > 0
    group by f.account, f.period_id, f.sku, f.back
)
select
    *,
    case
        when forecast > 0 then least(half_up_div(came * 1000000, forecast), 1000000000)
        when came = 0 then 1000000
    end::hugeint as millionths,
    half_up_div(came, days)::hugeint as day_numerator
from compared
