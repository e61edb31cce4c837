-- Days on which the usage of a SKU is not completely known: no answer covers a part of the day,
-- rows may still arrive, or the SKU shows nothing while other figures show usage. A day for which
-- only logs could count is unknown if it has no logs, and so is the last day with logs.
-- grain: account, sku, usage_on
-- kind: table
-- empty without: params.as_of
with counted as (
    select distinct n.account, n.sku, n.meter
    from rating.numerators as n
    join params.selection as t using (scenario)
    where n.numerator > 0
),
meter_days as (
    select c.account, c.meter, c.usage_on
    from usage.coverage as c
    join usage.meter_sources as s
        on s.account = c.account and s.period_id = c.period_id and s.meter = c.meter
        and s.source = c.dataset
    where c.status not in ('complete', 'sampled') and not c.is_accepted
    union
    select s.account, s.meter, d.usage_on
    from usage.meter_sources as s
    join params.day_periods as d using (account, period_id)
    left join logs.account_days as l on l.account = d.account and l.usage_on = d.usage_on
    where s.source = 'logs' and (l.usage_on is null or d.usage_on >= (
        select max(m.usage_on) from logs.account_days as m where m.account = d.account
    ))
)
select distinct c.account, c.sku, d.usage_on
from counted as c
join meter_days as d using (account, meter)
semi join params.as_of as a on a.account = c.account
