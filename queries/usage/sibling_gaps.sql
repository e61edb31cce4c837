-- Days on which a dataset was answered and shows nothing of a namespace, script or account,
-- although a sibling dataset shows usage there. The two are compared at the finest level that both
-- have. A namespace or script that the dataset never shows is not a gap; it is in
-- usage.silent_days. `comparison` identifies what is compared.
-- grain: comparison, period_id, usage_on
-- kind: table
-- partition: account, period_id
-- empty without: usage.sibling_days
with known as (select distinct account, source, level, group_key from usage.sibling_groups),
levels as (select distinct account, source, level from known),
answered as (select distinct account, dataset, usage_on from usage.capture_days where is_total),
pairs as (
    select
        s.account,
        b.* exclude (level),
        case when d.level is not null then b.level else 'account' end as level
    from ref.dataset_siblings as b
    join (select distinct account, source from levels) as s on s.source = b.sibling
    left join levels as o
        on o.account = s.account and o.source = b.sibling and o.level = b.level
    left join levels as d
        on d.account = o.account and d.source = b.dataset and d.level = o.level
    where b.is_daily
),
shown as (
    select distinct s.account, s.source, s.level, s.group_key, s.period_id, s.usage_on
    from usage.sibling_days as s
    semi join pairs as p
        on p.account = s.account and p.dataset = s.source and p.level = s.level
)
select
    md5(concat_ws('/', p.account, p.dataset, p.sibling, coalesce(p.sibling_meter, ''), s.group_key))
        as comparison,
    p.account,
    p.dataset,
    p.sibling,
    p.sibling_meter,
    p.level,
    s.group_key,
    s.period_id,
    s.usage_on,
    any_value(p.counted_as) as counted_as,
    any_value(p.strength) as strength,
    any_value(p.one_in) as one_in,
    sum(s.shown)::hugeint as sibling_shows
from pairs as p
join usage.sibling_days as s
    on s.account = p.account and s.source = p.sibling and s.level = p.level
    and (p.sibling_meter is null or p.sibling_meter = s.meter)
join ref.meters as m on m.meter = s.meter and m.dataset in (p.sibling, p.dataset)
semi join known as k
    on k.account = p.account and k.source = p.dataset and k.level = p.level
    and k.group_key = s.group_key
semi join answered as a
    on a.account = p.account and a.dataset = p.dataset and a.usage_on = s.usage_on
anti join shown as d
    on d.account = p.account and d.source = p.dataset and d.level = p.level
    and d.group_key = s.group_key and d.period_id = s.period_id and d.usage_on = s.usage_on
group by
    p.account, p.dataset, p.sibling, p.sibling_meter, p.level, s.group_key, s.period_id,
    s.usage_on
