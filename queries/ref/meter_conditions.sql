-- Which rows of its dataset a meter counts: those whose dimension is one of the choices, or none of
-- them. An empty choice is an empty value. `without` is the evidence of the meter where answers do
-- not have the dimension: `missing`, `inferred`, or `seen` (exact until a row appears that the
-- condition leaves out, then inferred).
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
