-- When objects were active by the partial sums that are being loaded. Islands of several hours or
-- shards may overlap: they are merged with those of all loads.
-- grain: place_hash, object_hash, is_upgrade, starts_ms
select place_hash, object_hash, is_upgrade, starts_ms, max(ends_ms) as ends_ms
from staging.log_partial_islands
group by place_hash, object_hash, is_upgrade, starts_ms
