-- Files of exported logs with counts of what was found in them. `surface` is `logpush` or `tail`.
-- `duplicates` had been delivered before, by earlier files or in the same file. Of `late_events` a
-- second delivery cannot be noticed: they are older than the ledger of deliveries, or `is_summed`
-- says that they came as partial sums.
-- grain: load_id
with repeated as (
    select load_key, -sum(events)::hugeint as duplicates
    from raw.log_hours
    where earlier_loads is not null
    group by load_key
),
unknown as (
    select
        load_key,
        count(*) filter (where what = 'kind') as unknown_kinds,
        count(*) filter (where what = 'field') as unknown_fields
    from raw.log_unknowns
    group by load_key
)
select
    f.load_id,
    f.account,
    f.surface,
    f.format,
    f.format in ('partials', 'clickhouse') as is_summed,
    f.compression,
    f.bytes,
    f.records,
    f.events,
    f.usage_lines,
    coalesce(r.duplicates, 0) as duplicates,
    f.late_events,
    f.rejects,
    f.truncated_records,
    coalesce(u.unknown_kinds, 0) as unknown_kinds,
    coalesce(u.unknown_fields, 0) as unknown_fields,
    f.first_event_at,
    f.last_event_at,
    f.job_digest
from raw.log_files as f
left join repeated as r using (load_key)
left join unknown as u using (load_key)
