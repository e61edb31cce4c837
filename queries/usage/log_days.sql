-- Events of the logs by day, place, object and kind: what every count of logs is taken from.
-- grain: account, usage_on, script, entrypoint, dispatch_namespace, is_object, object_key, kind
-- kind: table
select
    account,
    hour_at::date as usage_on,
    script,
    entrypoint,
    dispatch_namespace,
    is_object,
    object_key,
    kind,
    sum(events)::hugeint as events,
    sum(wall_ms)::hugeint as wall_ms
from staging.log_hours
group by all
