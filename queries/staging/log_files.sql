-- Files of exported logs and what was found in them. `surface` is logpush or tail; `late_events`
-- are older than the ledger of deliveries, so a second delivery of them could not be told.
-- grain: load_id
select
    f.load_id,
    f.account,
    f.surface,
    f.format,
    f.compression,
    f.bytes,
    f.records,
    f.events,
    f.usage_lines,
    f.duplicates,
    f.late_events,
    f.rejects,
    f.truncated_records,
    count(*) filter (where u.what = 'kind') as unknown_kinds,
    count(*) filter (where u.what = 'field') as unknown_fields,
    f.first_event_at,
    f.last_event_at,
    f.job_digest
from raw.log_files as f
left join raw.log_unknowns as u using (load_key)
group by all
