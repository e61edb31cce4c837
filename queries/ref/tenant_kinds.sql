-- What a line of the tenant map may be about, the closest first: an object's id says more than its
-- name, that more than its namespace, that more than the script. A namespace narrows the kinds that
-- are about objects.
-- grain: kind
-- kind: declaration
select
    null::varchar as kind,
    null::bigint as place,
    null::boolean as is_object,
    null::varchar as says
where false
