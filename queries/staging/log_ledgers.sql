-- Which hash function wrote an account's ledger of deliveries.
-- grain: account
select account, hash_probe, lost_before_at from raw.log_ledgers
