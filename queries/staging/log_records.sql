-- Logpush records in the terms that Logpush and Tail Workers share. An event that ended with status
-- 101 was the upgrade to a WebSocket. `usage_entries` are the entries of the log that have a usage
-- line.
-- grain: load_key, event_ms, script, ray_id, logs_hash
select
    load_key,
    time_ms(EventTimestampMs) as event_ms,
    WallTimeMs as wall_ms,
    CPUTimeMs as cpu_ms,
    ScriptName as script,
    Entrypoint as entrypoint,
    DispatchNamespace as dispatch_namespace,
    coalesce(Entrypoint, '') <> '' as is_object,
    case when Event.Response.Status = 101 then 'upgrade' else EventType end as word,
    Outcome as outcome,
    is_cut(Logs[-1].Message[1]) or is_cut(Exceptions[-1].Message) as is_truncated,
    null::varchar as object_id,
    Event.RayID as ray_id,
    hash(Logs) as logs_hash,
    len(Logs) as log_lines,
    list_transform(
        list_filter(Logs, lambda l: has_usage_line(l.Message)),
        lambda l: {'arguments': l.Message, 'said_at': l.TimestampMs}
    ) as usage_entries
from raw.log_records
