-- Usage lines of the batch that is being read by file, the hour in which each was written, sort and
-- object, with the last size that was said. What other files had delivered before is taken back, in
-- negative numbers; a size is not.
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
