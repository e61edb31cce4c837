-- Events of a log file by hour, place, object and kind. A row with `earlier_loads` takes back, with
-- negative numbers, what those files delivered before: undoing one of them only shortens the list.
-- grain: load_key, hour_at, place_key, object_key, kind, outcome, earlier_loads
-- kind: declaration
select
    null::integer as load_key,
    null::timestamp as hour_at,
    null::integer as place_key,
    null::integer as object_key,
    null::varchar as kind,
    null::varchar as outcome,
    null::integer[] as earlier_loads,
    null::bigint as events,
    null::bigint as wall_ms,
    null::bigint as cpu_ms
where false
