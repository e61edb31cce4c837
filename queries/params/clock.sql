-- The time of the last run, by which the running billing period is judged.
-- grain: ran_at
-- kind: declaration
select null::timestamp as ran_at
where false
