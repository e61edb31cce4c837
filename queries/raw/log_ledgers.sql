-- By what the hashes in an account's ledger of deliveries were made: `hash_probe` is what one event
-- comes to. Those of another engine are of no use: what happened before `lost_before_at` cannot be
-- told from an earlier delivery any more.
-- grain: account
-- kind: declaration
select
    null::varchar as account,
    null::ubigint as hash_probe,
    null::timestamp as lost_before_at
where false
