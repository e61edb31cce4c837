-- The values that FOCUS allows in a column with a closed list of them.
-- grain: column_id, value
-- kind: declaration
-- see: https://focus.finops.org/focus-specification/
select null::varchar as column_id, null::varchar as value
where false
