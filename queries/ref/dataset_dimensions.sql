-- The dimensions that a dataset's rows may be grouped by: the kind of tenant-map line that names
-- their values, whether usage is counted on them (`is_key`), and whether the account's total needs
-- them, because billing depends on them. One that makes many rows is asked for only on request.
-- One with an `argument`, as `name` of label(name:), is asked for with a value of that argument.
-- grain: dataset, dimension
-- kind: declaration
select
    null::varchar as dataset,
    null::varchar as dimension,
    null::varchar as column_name,
    null::varchar as kind,
    null::boolean as is_key,
    null::boolean as is_list,
    null::boolean as is_ordered,
    null::boolean as is_in_total,
    null::boolean as is_on_request,
    null::varchar as argument
where false
