-- What a line of the tenant map may be about, the most specific kind first: an object's id, its
-- name, its namespace, its script. A namespace narrows the kinds that are about objects.
-- grain: kind
-- kind: declaration
select
    null::varchar as kind,
    null::bigint as place,
    null::boolean as is_object,
    null::varchar as says
where false
