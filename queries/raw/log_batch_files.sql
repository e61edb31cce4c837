-- Files of the batch that is being read, as the load tells them: `skipped` are rows that the reader
-- passed over, and what happened before `horizon_ms` cannot be told from an earlier delivery.
-- Nothing is kept here.
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
