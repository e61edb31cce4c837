-- Usage lines by day, script, object and kind, each with its tenant: the one that the line names
-- (or that the tenant map gives for that name), else the one that the map gives its object. A line
-- that names a class or an object belongs to a Durable Object.
-- grain: account, usage_on, script, is_object, object_key, kind, tenant
-- kind: table
-- empty without: raw.log_usage_hours
-- column is_object: Whether the usage line names a class or an object
-- column kind: Kind of the event in ref.log_kinds; http where the line does not say it
-- column lines: Usage lines [count]
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
    coalesce(n.tenant, l.tenant, t.tenant, 'unattributed') as tenant,
    sum(l.lines)::hugeint as lines,
    sum(l.rows_read)::hugeint as rows_read,
    sum(l.rows_written)::hugeint as rows_written
from lines as l
left join usage.ownership as n
    on n.resource_key = log_key('tenant', l.account, l.tenant)
    and l.usage_on >= n.from_on and l.usage_on < n.to_on
left join usage.ownership as t
    on t.resource_key = log_key('object', l.account, l.object_id) and t.weight = t.weights
    and l.usage_on >= t.from_on and l.usage_on < t.to_on
group by all
