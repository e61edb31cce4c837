-- Which SKU a metric of version 2 of the billable-usage feed counts: the metric's id or its name in
-- lower case, all between letters and digits an underscore. Only metrics that are counted one by
-- one: of storage and durations version 2 does not show in which unit it would count them, so that
-- they are left unread and named. `grade` is that of the metric being that SKU.
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
