-- What is counted, in the smallest unit that its source gives, and the dataset that counts it.
-- grain: meter
-- kind: declaration
select
    null::varchar as meter,
    null::varchar as unit,
    null::varchar as dataset,
    null::varchar as says
where false
