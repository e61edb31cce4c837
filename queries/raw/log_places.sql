-- Where code of a log ran: account, script, entrypoint ('' is the default export) and dispatch
-- namespace, under a number that only this database knows.
-- grain: place_key
-- kind: declaration
select
    null::integer as place_key,
    null::varchar as account,
    null::varchar as script,
    null::varchar as entrypoint,
    null::varchar as dispatch_namespace,
    null::varchar as execution_model
where false
