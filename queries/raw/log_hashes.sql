-- The ledger of deliveries: which event was delivered by which file, in eight bytes each. A
-- repeated delivery in another file is recognised by it. Rows are kept for the 72 hours before the
-- newest event.
-- grain: account, hour_at, event_hash, load_key
-- kind: declaration
select
    null::varchar as account,
    null::timestamp as hour_at,
    null::ubigint as event_hash,
    null::integer as load_key
where false
