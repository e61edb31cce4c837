-- For how long after an event a dataset may still lack it: what is saved sooner is late.
-- grain: dataset
-- kind: declaration
-- see: https://developers.cloudflare.com/workers/observability/metrics-and-analytics/
select
    null::varchar as dataset,
    null::bigint as arrives_within_minutes,
    null::varchar as grade,
    null::varchar as says
where false
