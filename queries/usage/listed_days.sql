-- The count of a meter in REST lists on the day of the request: the greatest of several answers.
-- If one figure takes several lists, they are added up. Without an answer of the list that names
-- the figure, the day has no count.
-- grain: account, meter, usage_on
-- kind: table
-- column usage_on: Day on which the list was requested [day UTC]
with answers as (
    select account, figure, list, usage_on, load_id, sum(value) as value
    from staging.listed_figures
    group by all
),
lists as (
    select account, figure, list, usage_on, max(value) as value from answers group by all
)
select l.account, m.meter, l.usage_on, ceil(sum(l.value))::hugeint as total
from lists as l
join ref.meters as m on m.field = l.figure and m.dataset is null
group by l.account, m.meter, l.usage_on
having bool_or(l.list = l.figure)
