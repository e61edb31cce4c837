-- Deployments of Worker scripts from the REST API, without who made them; `versions` is JSON.
-- grain: load_id, deployment_id
-- kind: declaration
-- see: https://developers.cloudflare.com/api/resources/workers/subresources/scripts/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::varchar as script,
    null::varchar as deployment_id,
    null::varchar as created_on,
    null::varchar as source,
    null::varchar as message,
    null::varchar as versions
where false
