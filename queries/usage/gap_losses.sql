-- The most that a gap may have lost of a meter: the greatest usage on the days beside it, for each
-- missing namespace or script. A gap of part of a day may have lost that part of the usage. The
-- peak of a day counts in the period in which the day begins.
-- grain: account, period_id, dataset, sibling, sibling_meter, meter, usage_on
-- kind: table
-- empty without: usage.sibling_gaps
-- column high: Most that the gap may have lost, by the days beside it [unit of the meter]
with beside as (
    select
        g.comparison,
        g.period_id,
        g.usage_on,
        d.meter,
        n.neighbour_on,
        sum(d.shown)::hugeint as shown
    from usage.sibling_gaps as g
    join usage.gap_neighbours as n using (comparison, usage_on)
    join usage.sibling_days as d
        on d.account = g.account and d.source = g.dataset and d.level = g.level
        and d.group_key = g.group_key and d.usage_on = n.neighbour_on
    group by all
),
parts as (
    select
        b.account,
        b.period_id,
        b.usage_on,
        date_diff('second', b.starts_at, b.ends_at) as seconds,
        b.starts_at = b.usage_on as is_first
    from params.billing_days as b
)
select
    g.account,
    g.period_id,
    g.dataset,
    g.sibling,
    g.sibling_meter,
    b.meter,
    g.usage_on,
    any_value(g.level) as level,
    any_value(g.counted_as) as counted_as,
    count(*) as resources,
    sum(g.sibling_shows)::hugeint as sibling_shows,
    sum(case m.aggregate when 'peak' then b.most else b.most * p.seconds // 86400 end)::hugeint
        as high
from usage.sibling_gaps as g
join (
    select comparison, period_id, usage_on, meter, max(shown) as most from beside group by all
) as b using (comparison, period_id, usage_on)
join parts as p using (account, period_id, usage_on)
join ref.meters as m on m.meter = b.meter and (m.aggregate <> 'peak' or p.is_first)
group by
    g.account, g.period_id, g.dataset, g.sibling, g.sibling_meter, b.meter, g.usage_on
