-- Log events with their time cast; an event without an entrypoint ran in the stateless Worker.
-- grain: load_id, line
-- kind: table
select
    load_id,
    line,
    account,
    make_timestamp(event_at_ms * 1000)::date as usage_on,
    event_type,
    script,
    coalesce(entrypoint, '') <> '' as is_object,
    tenant,
    object_id
from raw.log_events
