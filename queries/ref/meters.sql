-- What is counted, in the smallest unit of its source: the dataset and field that count it, and
-- whether several readings of one resource and day are added up or the highest counts. A meter of a
-- REST list has no dataset, and the name of the list as its field. A meter of logs has neither.
-- grain: meter
-- kind: declaration
select
    null::varchar as meter,
    null::varchar as unit,
    null::varchar as dataset,
    null::varchar as field,
    null::varchar as aggregate,
    null::hugeint as scale,
    null::varchar as says
where false
