-- Usage with a value that no rule knows. Some of it counts like the rest: bytes that Containers
-- sent from regions without a price, bytes of sinks with an unknown format, operations of R2 in
-- other storage classes. Some is on no line: emails, events of Artifacts and jobs of R2 Data
-- Catalog.
-- grain: account, period_id, meter, named, value
-- kind: table
-- partition: account, period_id
-- empty without: staging.containers_usage, staging.pipeline_sinks
-- empty without: staging.artifact_events, staging.catalog_maintenance, staging.email_sending
-- empty without: staging.r2_operations, staging.r2_storage
-- column value: Value that no rule knows
with rows as (
    select
        'containers.egress_other_bytes' as meter,
        'region' as dimension,
        capture_id, account, usage_on, observed_at,
        region as named,
        region as value,
        sent_bytes as total
    from staging.containers_usage
    where region is not null
    union all
    select
        'pipelines.sink_parquet_bytes',
        'sinkId.format',
        s.capture_id, s.account, s.usage_on, s.observed_at,
        s.sink,
        n.attribute,
        s.written_bytes
    from staging.pipeline_sinks as s
    left join staging.resource_names as n
        on n.account = s.account and n.kind = 'pipeline_sink' and n.resource_id = s.sink
    where s.sink is not null
    union all
    select 'r2.class_a', 'storageClass', capture_id, account, usage_on, observed_at, storage_class,
        storage_class, requests
    from staging.r2_operations
    where storage_class is not null
    union all
    select 'r2.payload_byte_days', 'storageClass', capture_id, account, usage_on,
        min(observed_at), storage_class, storage_class, max(payload_bytes)
    from staging.r2_storage
    where storage_class is not null
    group by capture_id, account, usage_on, storage_class, resource_key
    union all
    select 'artifacts.operations', 'eventKind', capture_id, account, usage_on, observed_at,
        event_kind, event_kind, events
    from staging.artifact_events
    where event_kind is not null
    union all
    select 'email_service.emails', 'status', capture_id, account, usage_on, observed_at, status,
        status, emails
    from staging.email_sending
    where status is not null
    union all
    select 'r2_data_catalog.compaction_objects', 'jobType', capture_id, account, usage_on,
        observed_at, job_type, job_type, files
    from staging.catalog_maintenance
    where job_type is not null
),
known as (
    select m.dataset, c.dimension, unnest(string_split(c.choices, '|')) as value
    from ref.meter_conditions as c
    join ref.meters as m using (meter)
    union
    select dataset, dimension, value from ref.known_values
)
select r.account, b.period_id, r.meter, r.named, r.value, sum(r.total)::hugeint as total
from rows as r
join ref.meters as m using (meter)
join usage.capture_days as d
    on d.capture_id = r.capture_id and d.usage_on = r.usage_on and d.meter = r.meter and d.is_total
join params.billing_days as b
    on b.account = r.account and b.usage_on = r.usage_on
    and r.observed_at >= b.starts_at and r.observed_at < b.ends_at
anti join known as k
    on k.dataset = m.dataset and k.dimension = r.dimension and k.value = r.value
where r.total > 0
group by r.account, b.period_id, r.meter, r.named, r.value
