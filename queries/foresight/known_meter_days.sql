-- Days on which a meter is completely known, from 200 days before the forecast period to the day
-- before the as-of day.
-- grain: account, meter, usage_on
-- kind: table
-- empty without: params.as_of
with unknown as (
    select distinct account, meter, usage_on
    from usage.coverage
    where status not in ('complete', 'sampled') and not is_accepted
)
select distinct t.account, t.meter, t.usage_on
from foresight.periods as p
join usage.day_totals as t
    on t.account = p.account and t.usage_on < p.as_on and t.usage_on >= p.starts_on - 200
anti join unknown as u
    on u.account = t.account and u.meter = t.meter and u.usage_on = t.usage_on
