-- Durable Objects that logs name, each under a number that is given once: 64 digits an event would
-- cost four times as much.
-- grain: object_key
-- kind: declaration
select
    null::integer as object_key,
    null::varchar as account,
    null::varchar as object_id
where false
