-- Days of a period in which a dataset never shows anything, or never anything of a namespace or
-- script, although a sibling that always occurs with it shows usage there. No neighbouring day
-- shows how much is lost. For a whole account this is only reported, because objects that answer
-- in no measurable time look the same as lost data. Usage that a dataset's meters leave out, such
-- as Workers for Platforms, is not a silent day.
-- grain: account, period_id, dataset, usage_on
-- kind: table
-- partition: account, period_id
with pairs as (select * from ref.dataset_siblings where is_daily and is_saved),
totals as (
    select account, period_id, source, meter, sum(shown) as shown
    from usage.sibling_days
    where level = 'account'
    group by all
),
used as (
    select
        s.account,
        s.period_id,
        b.dataset,
        b.sibling,
        b.counted_as,
        s.level,
        s.group_key,
        s.usage_on,
        sum(s.shown)::hugeint as shown
    from pairs as b
    join usage.sibling_days as s
        on s.source = b.sibling and (b.sibling_meter is null or b.sibling_meter = s.meter)
        and (s.level = 'account' or (b.strength = 'always' and s.level = b.level))
    join totals as t
        on t.account = s.account and t.period_id = s.period_id and t.source = s.source
        and t.meter = s.meter
    where s.level = 'account' or s.shown * 10000 >= t.shown
    group by all
),
shown as (select distinct account, period_id, source, level, group_key from usage.sibling_days),
levels as (select distinct account, source, level from usage.sibling_groups),
answered as (select distinct account, dataset, usage_on from usage.capture_days where is_total)
select
    u.account,
    u.period_id,
    u.dataset,
    u.usage_on,
    arg_max(u.sibling, (u.shown, u.sibling)) as sibling,
    arg_max(u.counted_as, (u.shown, u.sibling)) as counted_as,
    max(u.level) as level,
    count(distinct u.group_key) as resources,
    max(u.shown) as sibling_shows
from used as u
semi join answered as a
    on a.account = u.account and a.dataset = u.dataset and a.usage_on = u.usage_on
left join levels as l on l.account = u.account and l.source = u.dataset and l.level = u.level
anti join shown as d
    on d.account = u.account and d.period_id = u.period_id and d.source = u.dataset
    and d.level = u.level and d.group_key = u.group_key
anti join usage.seen_exclusions as x on x.account = u.account and x.dataset = u.dataset
where u.level = 'account' or l.level is not null
group by u.account, u.period_id, u.dataset, u.usage_on
