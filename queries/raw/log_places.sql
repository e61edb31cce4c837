-- Where logged code ran: account, script, entrypoint ('' is the default export), dispatch
-- namespace, and whether it ran in a Durable Object. Each place has a number that is valid in this
-- database only.
-- grain: place_key
-- kind: declaration
select
    null::integer as place_key,
    null::varchar as account,
    null::varchar as script,
    null::varchar as entrypoint,
    null::varchar as dispatch_namespace,
    null::boolean as is_object
where false
