-- The limits from which usage of a day is a change of level, with what each number is for.
-- grain: name
-- kind: declaration
select
    null::varchar as name,
    null::hugeint as value,
    null::varchar as says
where false
