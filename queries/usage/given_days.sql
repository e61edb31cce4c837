-- Meter totals of an estimate, spread evenly over the days of its period in whole units.
-- grain: account, meter, usage_on
-- kind: table
-- empty without: usage.given_totals
with days as (
    select
        account,
        unnest(range(0, ends_on - starts_on)) as day_number,
        starts_on,
        (ends_on - starts_on)::hugeint as days
    from params.stated_periods
)
select
    g.account,
    g.meter,
    (d.starts_on + d.day_number::integer)::date as usage_on,
    ((d.day_number + 1)::hugeint * g.total) // d.days
        - (d.day_number::hugeint * g.total) // d.days as total
from usage.given_totals as g
join days as d on d.account = g.account
