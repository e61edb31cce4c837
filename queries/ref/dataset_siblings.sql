-- Which dataset should show usage on a day of a namespace, script or account where a sibling does
-- (`is_daily`), and must have been saved at all where a sibling has usage (`is_saved`). A sibling
-- is a dataset (of one meter, or all), the logs, the billable-usage feed, or a list of namespaces.
-- Where one `usually` goes with the other it is a habit, and counts if it is kept on most days. A
-- day on which the sibling shows less than one part in `one_in` of a day beside says nothing.
-- grain: dataset, sibling, sibling_meter
-- kind: declaration
select
    null::varchar as dataset,
    null::varchar as sibling,
    null::varchar as sibling_meter,
    null::varchar as counted_as,
    null::varchar as level,
    null::varchar as strength,
    null::hugeint as one_in,
    null::boolean as is_daily,
    null::boolean as is_saved,
    null::varchar as grade,
    null::varchar as says,
    null::varchar as source_url
where false
