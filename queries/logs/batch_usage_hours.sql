-- Usage lines of the current batch by file, hour of writing, sort and object, with the last stated
-- size. Lines that other files had delivered earlier are subtracted in rows of negative numbers. A
-- size is not subtracted.
-- grain: load_key, hour_at, usage_sort_hash, line_object_hash, earlier_loads
select
    load_key,
    event_hour_at(said_ms) as hour_at,
    usage_sort_hash,
    line_object_hash,
    null::integer[] as earlier_loads,
    count(*) as lines,
    sum(rows_read) as rows_read,
    sum(rows_written) as rows_written,
    max_by(database_bytes, (said_ms, database_bytes)) as database_bytes,
    max(said_ms) filter (where database_bytes is not null) as database_ms
from logs.batch_lines
where earlier_loads is null
group by load_key, event_hour_at(said_ms), usage_sort_hash, line_object_hash
union all
select
    load_key,
    event_hour_at(said_ms) as hour_at,
    usage_sort_hash,
    line_object_hash,
    earlier_loads,
    -count(*),
    -sum(rows_read),
    -sum(rows_written),
    null,
    null
from logs.batch_lines
where earlier_loads is not null
group by all
