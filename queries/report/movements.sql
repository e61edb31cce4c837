-- Days whose total changed between one saved answer and a later one.
-- grain: account, dataset, window_starts_at, window_ends_at, meter, usage_on, version
-- column version: Which answer for the slice it is, from 1, the oldest [number]
select
    account,
    dataset,
    window_starts_at,
    window_ends_at,
    meter,
    usage_on,
    version,
    captured_at,
    total,
    moved
from usage.version_movements
where moved <> 0
