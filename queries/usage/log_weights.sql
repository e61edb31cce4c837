-- The application's usage lines by day, script, meter and tenant: proportions, never totals. A line
-- that names a class or an object counts on the object's meters. CPU time is divided as the
-- requests are, for logs give it in whole milliseconds only.
-- grain: account, usage_on, meter, script, tenant
-- kind: table
with lines as (
    select
        u.account,
        u.hour_at::date as usage_on,
        case when u.class is not null or u.object_key is not null
            then k.object_meter else k.worker_meter end as meter,
        u.script,
        u.tenant,
        o.object_id,
        u.lines
    from staging.log_usage_hours as u
    join ref.log_kinds as k on k.kind = coalesce(u.kind, 'http')
    left join staging.log_objects as o using (object_key)
),
counted as (
    select
        l.account,
        l.usage_on,
        l.meter,
        l.script,
        coalesce(l.tenant, o.tenant, 'unattributed') as tenant,
        sum(l.lines)::hugeint as weight
    from lines as l
    left join staging.tenants as o
        on o.account = l.account and o.kind = 'object_id' and o.value = l.object_id
        and l.usage_on >= o.valid_from and l.usage_on < o.valid_to
    where l.meter is not null
    group by all
)
select * from counted
union all
select account, usage_on, 'workers.cpu_us', script, tenant, weight
from counted
where meter = 'workers.requests'
