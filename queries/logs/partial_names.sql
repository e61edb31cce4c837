-- Names in the partial sums that are being loaded, in the form of a batch, so that they get their
-- numbers as names of events do: a row for each sort of event, sort of usage line and object.
-- grain: sort_hash, object_hash, usage_sort_hash, line_object_hash
select distinct
    0::bigint as event_ms,
    null::bigint as said_ms,
    place_hash,
    sort_hash,
    null::ubigint as object_hash,
    null::ubigint as usage_sort_hash,
    null::ubigint as line_object_hash,
    script,
    entrypoint,
    dispatch_namespace,
    is_object,
    word,
    outcome,
    null::varchar as object_id,
    null::varchar as tenant,
    null::varchar as class,
    null::varchar as line_kind,
    null::varchar as line_object_id
from staging.log_partial_hours
where events > 0
union all by name
select distinct object_hash, object_id
from staging.log_partial_hours
where events > 0 and object_id is not null
union all by name
select distinct 0 as said_ms, usage_sort_hash, script, tenant, class, line_kind
from staging.log_partial_hours
where lines > 0
union all by name
-- An object that only a usage line names.
select distinct line_object_hash as object_hash, line_object_id as object_id
from staging.log_partial_hours
where lines > 0 and line_object_id is not null
