-- Which dataset should show usage where a sibling does: on the same day of a namespace, script or
-- account (`is_daily`), or at all (`is_saved`). A sibling is a dataset (all of it or one meter),
-- the logs, the billable-usage feed, or a list of namespaces. Strength `usually` means that the two
-- often go together; it counts if they do on most days. A day on which the sibling shows less than
-- one part in `one_in` of a neighbouring day does not count.
-- grain: dataset, sibling, sibling_meter
-- kind: declaration
-- column is_daily: Whether the two are compared day by day
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
