-- Names of D1 databases, KV namespaces, R2 buckets and queues from the REST API.
-- grain: load_id, kind, resource_id
-- kind: declaration
-- see: https://developers.cloudflare.com/api/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::varchar as kind,
    null::varchar as resource_id,
    null::varchar as name
where false
