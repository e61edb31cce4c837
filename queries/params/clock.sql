-- The time of the last run. It decides which billing period is still running.
-- grain: ran_at
-- kind: declaration
select null::timestamp as ran_at
where false
