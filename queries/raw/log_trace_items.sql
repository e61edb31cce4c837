-- TraceItems that a Tail Worker saved, in the files of one batch, each field as the runtime names
-- it. The table is empty outside of a load: while a batch is read, a view of its files replaces the
-- table. Equal items of one file are several events.
-- grain: load_key, eventTimestamp, scriptName, event, logs
-- kind: declaration
-- see: https://developers.cloudflare.com/workers/runtime-apis/handlers/tail/
select
    null::integer as load_key,
    null::bigint as cpuTime,
    null::varchar as dispatchNamespace,
    null::varchar as durableObjectId,
    null::varchar as entrypoint,
    null::map(varchar, varchar) as event,
    null::varchar as eventTimestamp,
    null::varchar as executionModel,
    null::struct(message varchar[], "timestamp" varchar)[] as logs,
    null::varchar as outcome,
    null::varchar as scriptName,
    null::boolean as truncated,
    null::bigint as wallTime
where false
