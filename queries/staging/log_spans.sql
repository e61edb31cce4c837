-- When an object was active, by each log file separately. Spans of several files may overlap. Rules
-- merge these spans once; `staging.log_intervals` shows them merged.
-- grain: load_key, object_key, place_key, is_upgrade, starts_ms
select load_key, object_key, place_key, is_upgrade, starts_ms, ends_ms
from raw.log_intervals
