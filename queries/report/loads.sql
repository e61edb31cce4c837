-- Files that were loaded, by the digest of their bytes. Of log files it also gives the records, the
-- events, the events that earlier files had delivered, and the events that cannot be checked for
-- that: too old ones, and those that came as partial sums.
-- grain: load_id
-- column events: Events of a log file, each once; null for other files [events]
-- column kind: What the file is: a saved answer, an invoice, logs, a tenant map and so on
-- column records: Records of a log file; null for other files [count]
-- column summarized_files: Log files that a file of partial sums has; null for other files [count]
select
    l.load_id,
    l.kind,
    l.account,
    l.source_file,
    f.records,
    f.events,
    f.duplicates,
    f.late_events,
    f.rejects,
    f.truncated_records,
    f.unknown_kinds,
    f.unknown_fields,
    f.first_event_at,
    f.last_event_at,
    s.summarized_files
from staging.loads as l
left join staging.log_files as f using (load_id)
left join (
    select load_id, count(*) as summarized_files from staging.log_summarized group by load_id
) as s using (load_id)
