-- The ledger of deliveries: which event was delivered by which file.
-- grain: account, hour_at, event_hash, load_key
select account, hour_at, event_hash, load_key from raw.log_hashes
