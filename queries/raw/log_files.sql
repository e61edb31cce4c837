-- A file of exported logs, identified by the delivered bytes, with counts of what was found in it.
-- Other `raw.log_*` rows refer to the file by `load_key`, a number that is valid in this database
-- only.
-- grain: load_key
-- kind: declaration
-- see: https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/account/workers_trace_events/
select
    null::integer as load_key,
    null::varchar as load_id,
    null::varchar as account,
    null::varchar as surface,
    null::varchar as format,
    null::varchar as compression,
    null::bigint as bytes,
    null::bigint as records,
    null::bigint as events,
    null::bigint as usage_lines,
    null::bigint as late_events,
    null::bigint as rejects,
    null::bigint as truncated_records,
    null::timestamp as first_event_at,
    null::timestamp as last_event_at,
    null::varchar as job_digest
where false
