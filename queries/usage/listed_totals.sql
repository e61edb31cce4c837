-- The count of a meter in REST lists for a billing period: the greatest of the days inside it, with
-- the first day that has it. A period without a request has none.
-- grain: account, period_id, meter
-- kind: table
-- empty without: usage.listed_days
-- column usage_on: First day of the period with the greatest count [day UTC]
select d.account, p.period_id, d.meter, d.usage_on, d.total
from usage.listed_days as d
join params.day_periods as p using (account, usage_on)
qualify row_number() over (
    partition by d.account, p.period_id, d.meter order by d.total desc, d.usage_on
) = 1
