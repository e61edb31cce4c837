-- The times that the usage of a load covers, half-open.
-- grain: load_id, starts_at, ends_at
select load_id, window_starts_at as starts_at, window_ends_at as ends_at from raw.captures
union
select load_id, first_event_at, last_event_at + to_seconds(1) from raw.log_files
