-- Worker scripts from the REST API.
-- grain: load_id, script
-- kind: declaration
-- see: https://developers.cloudflare.com/api/resources/workers/subresources/scripts/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::varchar as script,
    null::varchar as created_on
where false
