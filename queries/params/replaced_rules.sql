-- Files of `queries/` that a folder given with --queries replaced or added in the last run.
-- grain: path
-- kind: declaration
select null::varchar as path
where false
