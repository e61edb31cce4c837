-- How long an object may stay active, and billed, after its last event, by cause. A row applies to
-- classes of its mode and compatibility date; empty applies to all. `base_ms` is what is counted,
-- `longest_ms` is the high end, both in milliseconds. Logs cannot show this time.
-- grain: cause, mode, known_on
-- kind: declaration
-- see: https://developers.cloudflare.com/durable-objects/concepts/durable-object-lifecycle/
select
    null::varchar as cause,
    null::varchar as mode,
    null::date as compatible_from,
    null::bigint as base_ms,
    null::bigint as shortest_ms,
    null::bigint as longest_ms,
    null::date as known_on,
    null::varchar as grade,
    null::varchar as source_url,
    null::varchar as says
where false
