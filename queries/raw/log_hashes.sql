-- Which events were delivered, by which file, in eight bytes each: what arrives again in another
-- file is known by it. Kept for the 72 hours of event time before the newest event.
-- grain: account, hour_at, event_hash, load_key
-- kind: declaration
select
    null::varchar as account,
    null::timestamp as hour_at,
    null::ubigint as event_hash,
    null::integer as load_key
where false
