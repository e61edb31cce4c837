-- The days beside a gap that show what it may have lost: up to three days before it and three
-- after it that have answers and are no gaps themselves. There are none if the sibling shows much
-- less in the gap than on those days, or if the two never show usage on the same day. If the
-- sibling relation only usually holds, it must hold on at least as many days as there are gaps.
-- grain: comparison, usage_on, neighbour_on
-- kind: table
with gaps as (
    select comparison, any_value(account) as account, any_value(dataset) as dataset,
        any_value(sibling) as sibling, any_value(sibling_meter) as sibling_meter,
        any_value(level) as level, any_value(group_key) as group_key,
        any_value(strength) as strength, any_value(one_in) as one_in, usage_on,
        sum(sibling_shows)::hugeint as sibling_shows
    from usage.sibling_gaps
    group by comparison, usage_on
),
compared as (
    select distinct comparison, account, dataset, sibling, sibling_meter, level, group_key, strength
    from gaps
),
answered as (select distinct account, dataset, usage_on from usage.capture_days where is_total),
own as (
    select distinct c.comparison, d.usage_on
    from compared as c
    join usage.sibling_days as d
        on d.account = c.account and d.source = c.dataset and d.level = c.level
        and d.group_key = c.group_key
),
theirs as (
    select c.comparison, d.usage_on, sum(d.shown)::hugeint as shown
    from compared as c
    join usage.sibling_days as d
        on d.account = c.account and d.source = c.sibling and d.level = c.level
        and d.group_key = c.group_key
        and (c.sibling_meter is null or c.sibling_meter = d.meter)
    group by c.comparison, d.usage_on
),
numbered as (
    select
        c.comparison,
        c.strength,
        a.usage_on,
        g.usage_on is not null as is_gap,
        g.sibling_shows,
        g.one_in,
        t.shown as shown_beside,
        count(g.usage_on) over whole as gaps,
        count(o.usage_on) filter (where t.usage_on is not null) over whole as days_of_both,
        sum((g.usage_on is null)::integer) over (whole order by a.usage_on) as n
    from compared as c
    join answered as a using (account, dataset)
    left join gaps as g on g.comparison = c.comparison and g.usage_on = a.usage_on
    left join own as o on o.comparison = c.comparison and o.usage_on = a.usage_on
    left join theirs as t on t.comparison = c.comparison and t.usage_on = a.usage_on
    window whole as (partition by c.comparison)
)
select g.comparison, g.usage_on, b.usage_on as neighbour_on
from numbered as g
join numbered as b on b.comparison = g.comparison and not b.is_gap
    and b.n between g.n - 2 and g.n + 3
where g.is_gap and g.days_of_both >= case g.strength when 'always' then 1 else g.gaps end
qualify g.sibling_shows * g.one_in
    >= coalesce(max(b.shown_beside) over (partition by g.comparison, g.usage_on), 0)
