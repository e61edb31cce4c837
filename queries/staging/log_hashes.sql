-- Which events were delivered, by which file: the ledger of deliveries.
-- grain: account, hour_at, event_hash, load_key
select account, hour_at, event_hash, load_key from raw.log_hashes
