-- Durable Objects in the logs, each under a number that is given once. The id has 64 digits, and
-- storing it with each event would take four times the space.
-- grain: object_key
-- kind: declaration
select
    null::integer as object_key,
    null::varchar as account,
    null::varchar as object_id
where false
