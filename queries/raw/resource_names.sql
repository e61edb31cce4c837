-- Names of databases, namespaces, buckets, queues and the like from the REST API; `attribute` is
-- what else a price depends on: the format of a sink, the dataset of a Logpush job.
-- grain: load_id, kind, resource_id
-- kind: declaration
-- see: https://developers.cloudflare.com/api/
select
    null::varchar as load_id,
    null::varchar as account,
    null::timestamp as captured_at,
    null::varchar as kind,
    null::varchar as resource_id,
    null::varchar as name,
    null::varchar as attribute
where false
