-- Days of which the answer that gives the total lacks rows that were rejected. Which day a rejected
-- row was of is often what cannot be read, so each day of the answer is incomplete.
-- grain: capture_id, meter, usage_on
-- column rejected_rows: Rows of the answer that were rejected [count]
select d.account, d.dataset, d.meter, d.usage_on, d.capture_id, c.rejected_rows
from usage.capture_days as d
join staging.captures as c using (capture_id)
where d.is_total and c.rejected_rows > 0
