-- Values of a dimension that a meter counts because it is none of those that others count, or that
-- no meter counts, as documented. Any value that is neither here nor in a condition is not known,
-- and a finding names it.
-- grain: dataset, dimension, value
-- kind: declaration
select
    null::varchar as dataset,
    null::varchar as dimension,
    null::varchar as value,
    null::varchar as grade,
    null::varchar as says,
    null::varchar as source_url
where false
