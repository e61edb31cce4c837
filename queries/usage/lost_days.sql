-- What suspect days may have lost, until a person accepts them. Only days that are otherwise known
-- have a row.
-- grain: account, period_id, meter, usage_on
-- partition: account, period_id
-- column high: Most that the day may have lost, by the days beside it [unit of the meter]
select distinct s.account, s.period_id, s.meter, s.usage_on, s.dataset, s.high
from usage.suspect_days as s
join usage.coverage as c using (account, period_id, meter, usage_on)
where c.status = 'suspect' and s.accepted_reason is null
