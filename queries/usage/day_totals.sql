-- The account's total of a meter on each day of a billing period, from its one source. A meter with
-- a source and no usage is zero; one without a source has no row. A sampled total lies between
-- bounds, and so does one that logs give.
-- grain: account, period_id, meter, usage_on
-- kind: table
with metered as (
    select account, meter, usage_on, total, 'analytics' as kind
    from usage.day_readings
    union all
    select account, meter, usage_on, total, 'logs'
    from usage.log_meters
    union all
    select account, meter, usage_on, total, 'given'
    from usage.given_days
),
intervals as (
    select account, meter, usage_on, low, high, 'analytics' as kind
    from usage.day_intervals
    union all
    select account, meter, usage_on, low, high, 'logs'
    from usage.log_meters
),
days as (
    select
        s.*,
        case when s.source in ('logs', 'given') then s.source else 'analytics' end as kind,
        (p.starts_on + unnest(range(0, p.ends_on - p.starts_on))::integer)::date as usage_on
    from usage.meter_sources as s
    join params.periods as p using (account, period_id)
)
select
    d.account,
    d.period_id,
    d.meter,
    d.usage_on,
    coalesce(m.total, 0)::hugeint as total,
    least(coalesce(i.low, m.total, 0), coalesce(m.total, 0))::hugeint as low,
    greatest(coalesce(i.high, m.total, 0), coalesce(m.total, 0))::hugeint as high
from days as d
left join metered as m using (account, meter, usage_on, kind)
left join intervals as i using (account, meter, usage_on, kind)
