-- When an object was active by the events of a log file: overlapping and touching events are
-- merged, without idle time after their ends. WebSocket upgrades last as long as the socket and are
-- kept apart. Times are milliseconds since 1970, the end exclusive.
-- grain: load_key, object_key, place_key, is_upgrade, starts_ms
-- kind: declaration
select
    null::integer as load_key,
    null::integer as object_key,
    null::integer as place_key,
    null::boolean as is_upgrade,
    null::bigint as starts_ms,
    null::bigint as ends_ms
where false
