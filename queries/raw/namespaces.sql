-- Durable Objects namespaces from the REST API: which script and class an id belongs to.
-- grain: load_id, namespace_id
-- kind: declaration
-- see: https://developers.cloudflare.com/api/resources/durable_objects/subresources/namespaces/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::varchar as namespace_id,
    null::varchar as namespace_name,
    null::varchar as script,
    null::varchar as class,
    null::varchar as use_sqlite
where false
