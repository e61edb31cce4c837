-- Lists of the REST API that `pull` requests: their names, the kinds of the tenant map that they
-- give names for (separated by bars), and what is not known without them.
-- grain: name
-- kind: declaration
-- see: https://developers.cloudflare.com/api/
select
    null::varchar as name,
    null::varchar as says,
    null::varchar as kinds,
    null::varchar as without
where false
