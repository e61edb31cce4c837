-- Days on which a later answer gave another total than the one before it.
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
