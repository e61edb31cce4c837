-- Totals of the forecast statement: to date, and low, base and high by the forecast. Low and high
-- are taken from totals of whole paths. `complete_through_on` is the newest day up to which every
-- SKU in use is known.
-- grain: account, period_id
-- kind: table
-- empty without: params.as_of
with lines as (
    select
        account,
        period_id,
        min(through_on) filter (where method <> 'held' and to_date_numerator > 0) as through_on,
        max(paths) as paths,
        max(open_days) as open_days,
        count(*) filter (where is_forecast and open_days > 0) as forecast_lines,
        list(k.name order by k.name) filter (where not l.is_forecast and l.to_date_numerator > 0)
            as without_forecast,
        list(k.name order by k.name) filter (
            where l.unknown_days > 0 or (l.to_date_numerator is null and not l.is_forecast)
        ) as with_unknown_days,
        list(k.name order by k.name) filter (
            where l.to_date_numerator > 0 and l.to_date_usd is null
        ) as unpriced
    from foresight.lines as l
    join ref.skus as k using (sku)
    group by account, period_id
),
cases as (
    select
        account,
        period_id,
        any_value(amount_usd) filter (where scenario = 'to_date') as to_date_usd,
        any_value(amount_usd) filter (where scenario = 'base') as base_usd,
        list(amount_usd) filter (where starts_with(scenario, 'path ')) as path_usd
    from foresight.case_totals
    group by account, period_id
)
select
    p.account,
    p.period_id,
    p.starts_on,
    p.ends_on,
    p.as_on,
    l.through_on as complete_through_on,
    coalesce(l.open_days, 0) as open_days,
    coalesce(l.paths, 0) as paths,
    c.to_date_usd,
    case
        when l.forecast_lines = 0 and l.open_days > 0 then null
        else c.base_usd
    end as base_usd,
    case
        when l.open_days = 0 then c.base_usd
        when l.paths >= 5 then least(c.base_usd, tenth_from_below(c.path_usd))
    end as low_usd,
    case
        when l.open_days = 0 then c.base_usd
        when l.paths >= 5 then greatest(c.base_usd, tenth_from_above(c.path_usd))
    end as high_usd,
    some_of(l.without_forecast) as without_forecast,
    some_of(l.with_unknown_days) as with_unknown_days,
    some_of(l.unpriced) as unpriced
from foresight.periods as p
left join lines as l using (account, period_id)
left join cases as c using (account, period_id)
