-- Days whose total changed between one saved answer and a later one.
-- grain: account, dataset, window_starts_at, window_ends_at, meter, usage_on, version
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
