-- Islands of activity that are being loaded, with the hashes that stand for their names.
-- grain: place_hash, object_hash, is_upgrade, hour_ms
select
    place_hash(
        coalesce(script, ''), coalesce(entrypoint, ''), nullif(dispatch_namespace, ''), true
    ) as place_hash,
    hash_of(object_id) as object_hash,
    is_upgrade,
    hour_ms,
    starts,
    lengths
from raw.log_partial_islands
