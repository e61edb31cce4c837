-- What is counted, in the smallest unit that its source gives, the dataset and field that count it,
-- and whether readings of one resource and day are added up or the peak of them counts. What a list
-- of the REST API counts has no dataset, and the list as its field; what logs alone count, neither.
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
