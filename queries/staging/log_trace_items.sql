-- TraceItems in the terms that Logpush and Tail Workers share. A TraceItem has no field for its
-- kind of event: `event_keys` are the fields that its event has. Its status or its request shows an
-- upgrade to a WebSocket. A WebSocket event that is not a message ends the socket.
-- grain: load_key, event_ms, script, ray_id, logs_hash
select
    load_key,
    time_ms(eventTimestamp) as event_ms,
    wallTime as wall_ms,
    cpuTime as cpu_ms,
    scriptName as script,
    entrypoint,
    dispatchNamespace as dispatch_namespace,
    coalesce(starts_with(executionModel, 'durable'), coalesce(entrypoint, '') <> '') as is_object,
    case
        when json_text(event['response'], '$.status') = '101'
            or lower(json_text(event['request'], '$.headers.upgrade')) = 'websocket' then 'upgrade'
        when json_text(event['getWebSocketEvent'], '$.webSocketEventType') <> 'message'
            then 'ws_end'
    end as word,
    list_filter(map_keys(event), lambda k: event[k] is not null) as event_keys,
    outcome,
    coalesce(truncated, false) as is_truncated,
    nullif(durableObjectId, '') as object_id,
    event::varchar as ray_id,
    hash(logs) as logs_hash,
    len(logs) as log_lines,
    list_transform(
        list_filter(logs, lambda l: has_usage_line(l.message)),
        lambda l: {'arguments': l.message, 'said_at': l."timestamp"}
    ) as usage_entries
from raw.log_trace_items
