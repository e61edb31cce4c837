-- The count of a meter in REST lists for a billing period: the greatest of the days inside it, with
-- the first day that has it. A period without a request has none. On a day the greatest of several
-- answers counts. If one figure takes several lists, they are added up. Without an answer of the
-- list that names the figure, the day has no count.
-- grain: account, period_id, meter
-- kind: table
-- empty without: staging.listed_figures
-- column usage_on: First day of the period with the greatest count [day UTC]
with answers as (
    select account, figure, list, usage_on, load_id, sum(value) as value
    from staging.listed_figures
    group by all
),
lists as (
    select account, figure, list, usage_on, max(value) as value from answers group by all
),
listed_days as (
    select l.account, m.meter, l.usage_on, ceil(sum(l.value))::hugeint as total
    from lists as l
    join ref.meters as m on m.field = l.figure and m.dataset is null
    group by l.account, m.meter, l.usage_on
    having bool_or(l.list = l.figure)
)
select d.account, p.period_id, d.meter, d.usage_on, d.total
from listed_days as d
join params.day_periods as p using (account, usage_on)
qualify row_number() over (
    partition by d.account, p.period_id, d.meter order by d.total desc, d.usage_on
) = 1
