-- Which meter an invocation type of the analytics counts on; a type not listed is billed one to
-- one.
-- grain: invocation_type
-- kind: declaration
-- see: https://developers.cloudflare.com/durable-objects/observability/metrics-and-analytics/
select
    null::varchar as invocation_type,
    null::varchar as meter,
    null::varchar as grade
where false
