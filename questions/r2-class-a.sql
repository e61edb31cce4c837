-- title: R2 class A operations per object
-- How many writes and lists (class A) each bucket had for each object that it stored at most, and
-- how many of them were lists. More than a few say that objects are rewritten or listed in a loop.
-- theme: Storage and databases
-- meters: r2.class_a
-- unknown: class_a_per_object; Without objects in an answer, operations for each are not known.
-- unknown: lists; No answer of this period tells lists from other class A operations.
-- empty: No bucket had a class A operation in this period.
with buckets as (
    select
        r.resource_id as bucket,
        sum(f.total) filter (where f.figure in ('r2.class_a', 'r2.class_a_infrequent')) as class_a,
        sum(f.total) filter (where f.figure = 'r2.lists') as lists,
        max(f.total) filter (where f.figure = 'r2.objects') as objects
    from usage.figure_days as f
    join usage.resources as r using (resource_key)
    where f.account = $account and f.period_id = $period and f.figure like 'r2.%'
    group by r.resource_id
),
amounts as (
    select r.resource_id as bucket, sum(a.usd) as usd
    from report.resource_amounts as a
    join usage.resources as r using (resource_key)
    where a.account = $account and a.period_id = $period
        and a.sku in ('r2.class_a', 'r2.class_a_infrequent')
    group by r.resource_id
)
select
    b.bucket,
    b.class_a::hugeint as class_a_operations,
    coalesce(b.lists, if(count(b.lists) over () > 0, 0, null))::hugeint as lists,
    b.objects,
    case when b.objects > 0 then ratio_9(b.class_a, b.objects) end as class_a_per_object,
    a.usd::decimal(38, 2) as class_a_usd
from buckets as b
left join amounts as a using (bucket)
where b.class_a > 0
order by class_a_per_object desc nulls last, b.bucket
