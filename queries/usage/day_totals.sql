-- The account's total of a meter on each day of a billing period, from its one source. A day that
-- an answer covers, even in part, without usage is zero. A day that no answer covers has no row. A
-- total from samples or from logs has bounds. Usage that is known only by day counts in the period
-- in which the day begins. The count of a REST list is dated to the day with its greatest figure.
-- grain: account, period_id, meter, usage_on
-- kind: table
-- partition: account, period_id
with metered as (
    select account, period_id, meter, usage_on, total, 'analytics' as kind
    from usage.day_readings
    union all
    select l.account, p.period_id, l.meter, l.usage_on, l.total, 'logs'
    from logs.meters as l
    join params.day_periods as p using (account, usage_on)
    union all
    select g.account, p.period_id, g.meter, g.usage_on, g.total, 'given'
    from usage.given_days as g
    join params.day_periods as p using (account, usage_on)
),
intervals as (
    select account, period_id, meter, usage_on, low, high, 'analytics' as kind
    from usage.day_intervals
    union all
    select l.account, p.period_id, l.meter, l.usage_on, l.low, l.high, 'logs'
    from logs.meters as l
    join params.day_periods as p using (account, usage_on)
),
days as (
    select
        s.*,
        case when s.source in ('logs', 'given') then s.source else 'analytics' end as kind,
        b.usage_on
    from usage.meter_sources as s
    join params.billing_days as b using (account, period_id)
    where s.source in ('logs', 'given') or exists (
        select 1
        from usage.coverage as c
        where c.account = s.account and c.period_id = s.period_id and c.meter = s.meter
            and c.usage_on = b.usage_on and c.has_answer
    )
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
left join metered as m using (account, period_id, meter, usage_on, kind)
left join intervals as i using (account, period_id, meter, usage_on, kind)
union all
select account, period_id, meter, usage_on, total, total, total from usage.listed_totals
