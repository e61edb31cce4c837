-- Events of Workers trace logs (Logpush), with the tenant and object that the application's own usage
-- line names. One row an event.
-- grain: load_id, line
-- kind: declaration
-- see: https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/workers_trace_events/
select
    null::varchar as load_id,
    null::varchar as account,
    null::bigint as line,
    null::bigint as event_at_ms,
    null::varchar as event_type,
    null::varchar as script,
    null::varchar as entrypoint,
    null::varchar as outcome,
    null::varchar as tenant,
    null::varchar as object_id
where false
