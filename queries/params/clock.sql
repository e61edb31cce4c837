-- The time of the last run, by which the running billing period is judged.
-- grain: as_of
-- kind: declaration
select null::timestamp as as_of
where false
