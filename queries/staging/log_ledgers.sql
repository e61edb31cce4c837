-- By what the hashes in an account's ledger of deliveries were made.
-- grain: account
select account, hash_probe, lost_before_at from raw.log_ledgers
