-- Hashes that the current batch adds to the ledger of deliveries, a row per event and file.
-- grain: hour_at, event_hash, load_key
select event_hour_at(event_ms) as hour_at, event_hash, load_key
from staging.log_batch
where event_ms is not null and earlier_loads is null
    and event_hash not in (select own_hash from logs.repeat_candidates)
union all
select hour_at, event_hash, load_key
from logs.repeat_candidates
where not is_copy
