-- Dispatchers of Workers for Platforms: scripts that analytics of any day name as such. No log says
-- which Worker called a user Worker.
-- grain: account, script
-- kind: table
-- empty without: raw.workers_invocations
-- see: https://developers.cloudflare.com/cloudflare-for-platforms/workers-for-platforms/reference/pricing/
select distinct account, script
from staging.workers_invocations
where is_dispatcher in ('1', 'true') and script is not null
