-- TraceItems that a Tail Worker kept, in the files of one batch, each field as the runtime names
-- it. Nothing is kept here: while a load reads a batch of files, these stand in the place of the
-- table. Equal items of one file are several.
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
