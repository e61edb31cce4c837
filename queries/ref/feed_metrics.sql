-- Which SKU a metric of version 2 of the billable-usage feed counts. The key is the metric's id, or
-- its name in lower case with underscores for all but letters and digits. Only metrics that count
-- single things are here. Version 2 does not show the unit of storage and durations, so those are
-- named and not read. `grade` says how sure the match is.
-- grain: metric
-- kind: declaration
-- see: https://developers.cloudflare.com/api/resources/billing/subresources/usage/methods/get/
select
    null::varchar as metric,
    null::varchar as sku,
    null::varchar as grade,
    null::varchar as source_url,
    null::varchar as says
where false
