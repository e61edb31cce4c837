-- Requests of user Workers of Workers for Platforms by the logs, each in its dispatch namespace.
-- The dispatcher logs the same request under its own name, as a Worker: it is not counted here. The
-- key is that of the analytics' usage, so that the tenant map and names are the same.
-- grain: account, usage_on, dispatch_namespace, script
-- kind: table
-- empty without: logs.days
-- see: https://developers.cloudflare.com/cloudflare-for-platforms/workers-for-platforms/reference/pricing/
select
    d.account,
    d.usage_on,
    d.dispatch_namespace,
    d.script,
    kind_key(d.account, concat_ws(
        '/', 'script', coalesce(d.script, ''), 'dispatch_namespace', d.dispatch_namespace
    )) as resource_key,
    sum(d.events)::hugeint as events
from logs.days as d
join ref.log_kinds as k using (kind)
where d.dispatch_namespace is not null and not d.is_object and k.worker_meter is not null
    and coalesce(d.entrypoint, '') = ''
group by d.account, d.usage_on, d.dispatch_namespace, d.script
