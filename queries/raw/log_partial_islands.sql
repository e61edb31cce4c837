-- When objects were active, as a file of partial sums or another engine gives it: overlapping and
-- touching events are merged, without idle time after their ends. A row has the activity of an
-- object that starts in an hour, or any part of it: `starts` in milliseconds after `hour_ms`, which
-- is in milliseconds since 1970, and as many `lengths`. The table is empty outside of a load.
-- grain: script, entrypoint, dispatch_namespace, object_id, is_upgrade, hour_ms
-- kind: declaration
select
    null::varchar as script,
    null::varchar as entrypoint,
    null::varchar as dispatch_namespace,
    null::varchar as object_id,
    null::boolean as is_upgrade,
    null::bigint as hour_ms,
    null::bigint[] as starts,
    null::bigint[] as lengths
where false
