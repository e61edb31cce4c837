-- Datasets of which only answers by tag are known, in words. Usage with several tags is in such an
-- answer once per tag, so the total contains only the part that is certain.
-- grain: account, period_id, dataset
select
    r.account,
    p.period_id,
    m.dataset,
    0::decimal(38, 2) as usd,
    printf(
        '%s: the answers of %s are by tag, and none gives the total. Usage with several tags is in '
            || 'them once for each, so that only the greatest tag of each time counts: the line is '
            || 'too low where usage has one tag. Request the dataset without tag, and load that '
            || 'too.',
        m.dataset,
        case when count(distinct r.usage_on) = 1 then min(r.usage_on)::varchar
            else printf('%d days, %s to %s', count(distinct r.usage_on),
                min(r.usage_on)::varchar, max(r.usage_on)::varchar)
        end
    ) as says
from usage.repeated_days as r
join params.day_periods as p using (account, usage_on)
join ref.meters as m using (meter)
group by r.account, p.period_id, m.dataset
