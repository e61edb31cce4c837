-- Logpush records in the files of one batch, each field as the job writes it. The table is empty
-- outside of a load: while a batch is read, a view of its files replaces the table. Equal records
-- of one file are several events.
-- grain: load_key, EventTimestampMs, ScriptName, Event, Logs
-- kind: declaration
-- see: https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/workers_trace_events/
select
    null::integer as load_key,
    null::bigint as CPUTimeMs,
    null::varchar as DispatchNamespace,
    null::varchar as Entrypoint,
    null::struct(RayID varchar, Response struct(Status integer)) as Event,
    null::varchar as EventTimestampMs,
    null::varchar as EventType,
    null::struct(Message varchar)[] as Exceptions,
    null::struct(Message varchar[], TimestampMs varchar)[] as Logs,
    null::varchar as Outcome,
    null::varchar as ScriptName,
    null::bigint as WallTimeMs
where false
