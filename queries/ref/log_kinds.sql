-- Kinds of event in logs: what each surface calls them and which meter they count on, in a Durable
-- Object and outside of one. `trace_key` is the field by which a TraceItem's event is told; the
-- first that the event has, in the order of `trace_rank`, decides. `weight_class` is request,
-- message, or none for what is not counted by logs.
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
