-- Deployments of Worker scripts. Of several answers the newest counts. `message` is what people
-- wrote; `versions` is JSON: the id of each version, and its percentage of the requests.
-- grain: account, script, deployment_id
-- kind: table
select
    account,
    script,
    deployment_id,
    try_cast(rtrim(created_on, 'Z') as timestamp) as created_at,
    nullif(trim(source), '') as source,
    nullif(trim(message), '') as message,
    if(json_valid(versions), versions, null) as versions
from raw.deployments
qualify row_number() over (
    partition by account, script, deployment_id
    order by captured_at desc nulls last, load_id desc
) = 1
