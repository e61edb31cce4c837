-- The figures that are requested from a dataset, as paths in a row. A figure without a column
-- stays in the saved answer only. A spare figure is left out if the limits of an account allow too
-- few fields in a request.
-- grain: dataset, field
-- kind: declaration
select
    null::varchar as dataset,
    null::varchar as field,
    null::varchar as column_name,
    null::boolean as is_whole,
    null::boolean as is_in_total,
    null::boolean as has_bounds,
    null::boolean as is_spare,
    null::varchar as says
where false
