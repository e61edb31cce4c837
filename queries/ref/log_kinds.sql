-- Which meter an event of the trace logs counts on.
-- grain: event_type, is_object
-- kind: declaration
-- see: https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/workers_trace_events/
select
    null::varchar as event_type,
    null::boolean as is_object,
    null::varchar as meter
where false
