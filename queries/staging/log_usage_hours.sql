-- The application's usage lines by the hour in which each was written, its tenant, object and kind,
-- counted once. `database_bytes` is the last size in that hour, said at `database_ms`.
-- grain: account, hour_at, script, class, tenant, object_key, kind
-- kind: table
select
    f.account,
    u.hour_at,
    u.script,
    u.class,
    u.tenant,
    u.object_key,
    u.kind,
    sum(u.lines)::hugeint as lines,
    sum(u.rows_read)::hugeint as rows_read,
    sum(u.rows_written)::hugeint as rows_written,
    max_by(u.database_bytes, (u.database_ms, u.database_bytes)) as database_bytes,
    max(u.database_ms) as database_ms
from raw.log_usage_hours as u
join raw.log_files as f using (load_key)
group by all
having sum(u.lines) > 0
