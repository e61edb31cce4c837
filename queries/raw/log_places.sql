-- Where code of a log ran: account, script, entrypoint ('' is the default export), dispatch
-- namespace, and whether in a Durable Object, under a number of this database alone.
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
