-- Kinds of event in logs: what Logpush and Tail Workers call them, and the meter that they count
-- on, inside a Durable Object and outside. `trace_key` is the field that shows the kind of a
-- TraceItem's event. Where several are present the lowest `trace_rank` decides. `weight_class` is
-- request, message, or none for what logs do not count.
-- grain: kind
-- kind: declaration
-- see: https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/workers_trace_events/
-- see: https://developers.cloudflare.com/workers/runtime-apis/handlers/tail/
select
    null::varchar as kind,
    null::varchar as event_type,
    null::varchar as trace_key,
    null::integer as trace_rank,
    null::varchar as weight_class,
    null::varchar as object_meter,
    null::varchar as worker_meter
where false
