-- When an object was at work, by each log file on its own: spans of several files may overlap. What
-- is counted merges them once; `staging.log_intervals` shows them merged.
-- grain: load_key, object_key, place_key, is_upgrade, starts_ms
select load_key, object_key, place_key, is_upgrade, starts_ms, ends_ms
from raw.log_intervals
