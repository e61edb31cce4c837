-- Which hash function wrote an account's ledger of deliveries: `hash_probe` is the hash of one
-- fixed event. Hashes of another version of DuckDB are useless. Earlier deliveries of events before
-- `lost_before_at` can no longer be noticed.
-- grain: account
-- kind: declaration
select
    null::varchar as account,
    null::ubigint as hash_probe,
    null::timestamp as lost_before_at
where false
