-- title: Idle storage
-- Databases, namespaces and buckets that store bytes and that nobody read, wrote or called in the
-- period, with what their storage costs (invoiced, else predicted). A product whose operations
-- nothing counts is left out.
-- theme: Storage and databases
-- unknown: storage_usd; Storage without dollars is of a line that is neither invoiced nor priced.
-- meters: durable_objects.sql_byte_days, d1.byte_days, kv.byte_hours, r2.payload_byte_days
-- meters: durable_objects.http_requests, d1.rows_read, d1.rows_written, kv.reads, r2.class_b
-- empty: Nothing stored bytes in this period without being used.
with stored as (
    select
        resource_key,
        any_value(product) as product,
        count(*) as days,
        arg_max(bytes, usage_on) as last_bytes
    from findings.stored_days
    where account = $account and period_id = $period
    group by resource_key
),
counted as (
    select split_part(f.figure, '.', 1) as product
    from ref.signature_figures as f
    left join usage.meter_sources as m
        on m.account = $account and m.period_id = $period and m.meter = f.figure
    where f.signature = 'orphaned_storage' and f.role = 'used'
    group by all
    having count(m.meter) = count(*)
),
used as (
    select distinct u.resource_key, r.namespace_id
    from usage.meters as u
    join ref.meters as m using (meter)
    join usage.resources as r using (resource_key)
    where u.account = $account and u.period_id = $period and not regexp_matches(m.unit, '^byte-')
),
amounts as (
    select resource_key, sum(usd)::decimal(38, 2) as usd
    from report.resource_amounts
    where account = $account and period_id = $period and sku like '%storage%'
    group by resource_key
)
select
    s.product,
    coalesce(r.namespace_name, r.namespace_id, r.resource_name, r.resource_id) as resource,
    s.days,
    s.last_bytes,
    a.usd as storage_usd
from stored as s
semi join counted using (product)
join usage.resources as r using (resource_key)
left join amounts as a using (resource_key)
where s.last_bytes > 0 and not exists (
    select 1
    from used as u
    where u.resource_key = s.resource_key or u.namespace_id = r.namespace_id
)
order by a.usd desc nulls last, s.last_bytes desc, resource
