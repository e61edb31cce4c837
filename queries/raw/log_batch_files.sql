-- Files of the batch that is being read. `skipped` counts rows that the reader left out. For events
-- before `horizon_ms` an earlier delivery cannot be noticed. The table is empty outside of a load.
-- grain: load_key
-- kind: declaration
select
    null::integer as load_key,
    null::varchar as load_id,
    null::varchar as account,
    null::varchar as surface,
    null::varchar as format,
    null::varchar as compression,
    null::bigint as bytes,
    null::bigint as skipped,
    null::bigint as horizon_ms,
    null::varchar as job_digest
where false
