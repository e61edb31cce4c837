-- The zones from which a day of a dataset needs an answer, if the dataset is asked zone by zone:
-- those on the first list that was read after the day, else those on the newest list. If no list
-- was loaded, they are all zones that any answer of the billing period is about.
-- grain: account, period_id, dataset, usage_on, zone
-- kind: table
-- partition: account, period_id
-- empty without: staging.zone_lists, staging.captures
with zoned as (select dataset from ref.datasets where scope = 'zone'),
days as (select distinct account, period_id, usage_on from params.billing_days),
lists as (select distinct account, listed_at from staging.zone_lists),
listed as (
    select d.account, d.period_id, d.usage_on, coalesce(
        min(l.listed_at) filter (where l.listed_at >= d.usage_on + 1), max(l.listed_at)
    ) as listed_at
    from days as d
    join lists as l using (account)
    group by all
),
answered as (
    select distinct d.account, d.period_id, c.dataset, c.zone
    from days as d
    join staging.captures as c
        on c.account = d.account and c.window_starts_at < d.usage_on + 1
        and c.window_ends_at > d.usage_on
    where c.zone is not null and c.account not in (select account from lists)
)
select l.account, l.period_id, s.dataset, l.usage_on, z.zone
from listed as l
join staging.zone_lists as z on z.account = l.account and z.listed_at = l.listed_at
cross join zoned as s
where z.zone is not null
union all
select d.account, d.period_id, a.dataset, d.usage_on, a.zone
from days as d
join answered as a on a.account = d.account and a.period_id = d.period_id
