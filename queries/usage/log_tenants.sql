-- Usage lines by day, script, object and kind, with the tenant that each names, else the one that
-- the tenant map gives its object. A line that names a class or an object is a Durable Object's.
-- grain: account, usage_on, script, is_object, object_key, kind, tenant
-- kind: table
with lines as (
    select
        u.*,
        u.hour_at::date as usage_on,
        u.class is not null or u.object_key is not null as is_object,
        o.object_id
    from staging.log_usage_hours as u
    left join staging.log_objects as o using (object_key)
)
select
    l.account,
    l.usage_on,
    l.script,
    l.is_object,
    l.object_key,
    coalesce(l.kind, 'http') as kind,
    coalesce(l.tenant, t.tenant, 'unattributed') as tenant,
    sum(l.lines)::hugeint as lines,
    sum(l.rows_read)::hugeint as rows_read,
    sum(l.rows_written)::hugeint as rows_written
from lines as l
left join staging.tenants as t
    on t.account = l.account and t.kind = 'object_id' and t.value = l.object_id
    and l.usage_on >= t.valid_from and l.usage_on < t.valid_to
group by all
