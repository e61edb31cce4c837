-- Files of the batch that is being read, with counts of what was found in them. A file without a
-- record has a row too.
-- grain: load_key
with found as (
    select
        b.load_key,
        count(*) as records,
        count(b.event_ms) as events,
        count(*) filter (where b.is_truncated) as truncated_records,
        count(*) filter (where b.event_ms < f.horizon_ms) as late_events,
        min(b.event_ms) as first_ms,
        max(b.event_ms) as last_ms
    from staging.log_batch as b
    join staging.log_batch_files as f using (load_key)
    where b.earlier_loads is null
    group by b.load_key
),
lines as (
    select load_key, count(*) as usage_lines
    from logs.batch_lines
    where earlier_loads is null
    group by load_key
)
select
    f.* exclude (skipped, horizon_ms, job_digest),
    coalesce(o.records, 0) + f.skipped as records,
    coalesce(o.events, 0) as events,
    coalesce(l.usage_lines, 0) as usage_lines,
    coalesce(o.late_events, 0) as late_events,
    coalesce(o.records - o.events, 0) + f.skipped as rejects,
    coalesce(o.truncated_records, 0) as truncated_records,
    make_timestamp(o.first_ms * 1000) as first_event_at,
    make_timestamp(o.last_ms * 1000) as last_event_at,
    f.job_digest
from staging.log_batch_files as f
left join found as o using (load_key)
left join lines as l using (load_key)
