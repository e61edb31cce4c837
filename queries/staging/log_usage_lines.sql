-- The application's own usage lines: each is one event of the tenant that it names. Tenant and
-- object come from the line itself, for a log line can ride on another event's record.
-- grain: load_id, line, position
-- kind: table
with lines as (
    select
        load_id,
        line,
        account,
        usage_on,
        event_type,
        script,
        is_object,
        unnest(usage_lines) as body,
        unnest(range(1, len(usage_lines) + 1)) as position
    from staging.log_events
)
select
    load_id,
    line,
    position,
    account,
    usage_on,
    event_type,
    script,
    is_object,
    nullif(body->>'$.usage.t', '') as tenant,
    nullif(body->>'$.usage.o', '') as object_id
from lines
