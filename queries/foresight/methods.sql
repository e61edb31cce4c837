-- How the usage of a SKU is forecast. `weekday`: each day adds usage, which varies by weekday.
-- `level`: storage, which stays at its last level. `held`: a figure of the whole period to which
-- days do not add, such as the count of a list or of the last day.
-- grain: account, period_id, sku
-- kind: table
-- empty without: params.as_of
select
    p.account,
    p.period_id,
    n.sku,
    case
        when bool_or(m.aggregate in ('last', 'greatest') or s.source = 'list') then 'held'
        when bool_or(m.aggregate in ('peak', 'hours')) then 'level'
        else 'weekday'
    end as method
from foresight.periods as p
cross join params.selection as t
join rating.numerators as n
    on n.account = p.account and n.period_id = p.period_id and n.scenario = t.scenario
    and n.numerator > 0
join ref.meters as m on m.meter = n.meter
left join usage.meter_sources as s
    on s.account = p.account and s.period_id = p.period_id and s.meter = n.meter
group by p.account, p.period_id, n.sku
