-- Usage lines of the partial sums that are being loaded, by hour of writing, sort and object, with
-- the last stated size.
-- grain: hour_at, usage_sort_hash, line_object_hash
select
    said_hour_at as hour_at,
    usage_sort_hash,
    line_object_hash,
    sum(lines) as lines,
    sum(rows_read) as rows_read,
    sum(rows_written) as rows_written,
    max_by(database_bytes, (database_ms, database_bytes)) as database_bytes,
    max(database_ms) as database_ms
from staging.log_partial_hours
where lines > 0
group by said_hour_at, usage_sort_hash, line_object_hash
