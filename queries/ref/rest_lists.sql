-- Lists of the REST API that pull asks for: what they are called, which kinds of the tenant map
-- they name, with bars between, and what is so without them.
-- grain: name
-- kind: declaration
-- see: https://developers.cloudflare.com/api/
select
    null::varchar as name,
    null::varchar as says,
    null::varchar as kinds,
    null::varchar as without
where false
