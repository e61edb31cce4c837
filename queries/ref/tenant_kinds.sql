-- What a line of the tenant map may be about, the most specific kind first: an object's id, its
-- name, its namespace; a user Worker, its tags, its dispatch namespace; a script. The kinds that
-- are about things of a namespace (`is_object`) may be narrowed by it: by the namespace of objects,
-- the dispatch namespace of user Workers, the bucket of objects of R2.
-- grain: kind
-- kind: declaration
select
    null::varchar as kind,
    null::bigint as place,
    null::boolean as is_object,
    null::varchar as says
where false
