-- Partial sums that are being loaded, with the hashes that stand for their names. Empty text is no
-- name, as in records.
-- grain: hour_at, sort_hash, object_hash, said_hour_at, usage_sort_hash, line_object_hash
with named as (
    select * replace (
        coalesce(script, '') as script,
        coalesce(entrypoint, '') as entrypoint,
        nullif(dispatch_namespace, '') as dispatch_namespace,
        coalesce(nullif(kind, ''), 'none') as kind,
        coalesce(outcome, '') as outcome,
        nullif(object_id, '') as object_id,
        nullif(tenant, '') as tenant,
        nullif(class, '') as class,
        nullif(line_kind, '') as line_kind,
        nullif(line_object_id, '') as line_object_id
    )
    from raw.log_partial_hours
)
select
    * exclude (kind),
    kind as word,
    event_hour_at(hour_ms) as hour_at,
    event_hour_at(said_hour_ms) as said_hour_at,
    place_hash(script, entrypoint, dispatch_namespace, is_object) as place_hash,
    sort_hash(script, entrypoint, dispatch_namespace, is_object, kind, outcome) as sort_hash,
    hash_of(object_id) as object_hash,
    usage_sort_hash(script, {'t': tenant, 'c': class, 'k': line_kind}) as usage_sort_hash,
    hash_of(line_object_id) as line_object_hash
from named
