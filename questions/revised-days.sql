-- title: Days with revised data
-- Days whose total a later saved answer changed: analytics settle late, and sampled answers differ.
-- The newest answer counts. Questions asked once cannot show a change.
-- theme: Analytics
-- unknown: moved_percent; A day that had no usage at first has no percentage.
-- empty: No day of this period was answered again with another total.
select
    m.meter,
    m.usage_on,
    count(*) as changes,
    arg_min(m.total - m.moved, m.version)::hugeint as first_total,
    arg_max(m.total, m.version)::hugeint as last_total,
    sum(m.moved)::hugeint as moved,
    case when arg_min(m.total - m.moved, m.version) > 0
        then ratio_9(sum(m.moved) * 100, arg_min(m.total - m.moved, m.version))
    end as moved_percent,
    max(m.captured_at) as last_answer_at
from report.movements as m
join params.day_periods as p using (account, usage_on)
where m.account = $account and p.period_id = $period
group by m.dataset, m.window_starts_at, m.window_ends_at, m.meter, m.usage_on
order by abs(sum(m.moved)) desc, m.meter, m.usage_on
