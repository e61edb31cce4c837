-- Which rows of its dataset a meter counts: a dimension is one of the choices, or none of them, and
-- an empty choice is an empty value. `without` is what the meter is where answers lack the
-- dimension: missing, inferred, or unharmed until a row is seen that the condition leaves out.
-- grain: meter, dimension
-- kind: declaration
select
    null::varchar as meter,
    null::varchar as dimension,
    null::varchar as operator,
    null::varchar as choices,
    null::varchar as without,
    null::varchar as grade
where false
