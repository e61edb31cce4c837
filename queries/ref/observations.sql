-- What answers say of resources beside what is billed: how signatures tell a behaviour that costs
-- money from a busy day. No price needs an observation, so an answer without it is complete.
-- grain: observation
-- kind: declaration
select
    null::varchar as observation,
    null::varchar as unit,
    null::varchar as dataset,
    null::varchar as field,
    null::varchar as aggregate,
    null::hugeint as scale,
    null::varchar as says
where false
