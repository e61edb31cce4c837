-- Where the answers that split a day do not add up to its total: for each dataset, the meter with
-- the largest relative difference. The total is billed. Usage that the split does not have belongs
-- to no tenant; a split that exceeds the total is scaled down.
-- grain: account, period_id, dataset, usage_on
-- kind: table
select
    r.account,
    r.period_id,
    m.dataset,
    r.usage_on,
    r.meter,
    r.total,
    r.split,
    r.total - r.split as difference
from usage.day_readings as r
join ref.meters as m on m.meter = r.meter
where r.total <> r.split and r.period_id is not null
qualify row_number() over (
    partition by r.account, r.period_id, m.dataset, r.usage_on
    order by abs(r.total - r.split) * 1000000 // greatest(r.total, r.split) desc, r.meter
) = 1
