-- When objects were active, as a file of partial sums or another engine gives it: overlapping and
-- touching events are merged, without idle time after their ends. The table is empty outside of a
-- load. Times are milliseconds since 1970, the end exclusive.
-- grain: script, entrypoint, dispatch_namespace, object_id, is_upgrade, starts_ms
-- kind: declaration
select
    null::varchar as script,
    null::varchar as entrypoint,
    null::varchar as dispatch_namespace,
    null::varchar as object_id,
    null::boolean as is_upgrade,
    null::bigint as starts_ms,
    null::bigint as ends_ms
where false
