-- When an object was at work by the events of a log file: overlapping and touching events merged,
-- with nothing added after their ends. Upgrades, which last as long as the socket, stand apart.
-- Milliseconds since 1970, the end exclusive.
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
