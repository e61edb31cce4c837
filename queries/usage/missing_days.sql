-- Days on which a meter is not known, or only in part, though it is known on other days of the
-- period. The row has the most that such a day may hold: the greatest of up to three known days on
-- either side, less what the known part of the day shows.
-- grain: account, period_id, meter, usage_on
-- kind: table
-- partition: account, period_id
-- empty without: usage.coverage
-- column high: Most that the day may hold, by the days beside it [unit of the meter]
with days as (
    select
        account,
        period_id,
        dataset,
        meter,
        usage_on,
        bool_or(status in ('missing', 'refused', 'partial', 'truncated')) as is_missing
    from usage.coverage
    group by account, period_id, dataset, meter, usage_on
),
known as (
    select
        t.account,
        t.period_id,
        t.meter,
        t.usage_on,
        t.total,
        row_number() over (
            partition by t.account, t.period_id, t.meter order by t.usage_on
        ) as place
    from usage.day_totals as t
    join days as d using (account, period_id, meter, usage_on)
    where not d.is_missing
),
missing as (
    select
        d.account,
        d.period_id,
        d.dataset,
        d.meter,
        d.usage_on,
        (
            select count(*)
            from known as k
            where k.account = d.account and k.period_id = d.period_id and k.meter = d.meter
                and k.usage_on < d.usage_on
        ) as place
    from days as d
    where d.is_missing
)
select
    m.account,
    m.period_id,
    m.dataset,
    m.meter,
    m.usage_on,
    greatest(max(k.total) - coalesce(any_value(t.total), 0), 0)::hugeint as high
from missing as m
join known as k
    on k.account = m.account and k.period_id = m.period_id and k.meter = m.meter
    and k.place between m.place - 2 and m.place + 3
left join usage.day_totals as t
    on t.account = m.account and t.period_id = m.period_id and t.meter = m.meter
    and t.usage_on = m.usage_on
group by m.account, m.period_id, m.dataset, m.meter, m.usage_on
