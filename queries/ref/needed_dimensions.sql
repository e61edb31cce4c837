-- Dimensions without which a dataset's answer can only be read approximately: without the type
-- messages count as requests, without the namespace the peak is one over all namespaces.
-- grain: dataset, dimension
-- kind: declaration
-- see: https://developers.cloudflare.com/durable-objects/observability/metrics-and-analytics/
select
    null::varchar as dataset,
    null::varchar as dimension
where false
