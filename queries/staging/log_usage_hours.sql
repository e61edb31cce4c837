-- The application's usage lines by hour of writing, tenant, object and kind, each counted once.
-- `database_bytes` is the last size stated in that hour, at `database_ms`.
-- grain: account, hour_at, script, class, tenant, object_key, kind
with counted as (
    select
        hour_at,
        usage_sort_key,
        object_key,
        sum(lines)::hugeint as lines,
        sum(rows_read)::hugeint as rows_read,
        sum(rows_written)::hugeint as rows_written,
        max_by(database_bytes, (database_ms, database_bytes)) as database_bytes,
        max(database_ms) as database_ms
    from raw.log_usage_hours
    group by hour_at, usage_sort_key, object_key
    having sum(lines) > 0
)
select
    s.account,
    c.hour_at,
    s.script,
    s.class,
    s.tenant,
    c.object_key,
    s.kind,
    c.lines,
    c.rows_read,
    c.rows_written,
    c.database_bytes,
    c.database_ms
from counted as c
join raw.log_usage_sorts as s using (usage_sort_key)
