-- What the logs give each tenant of a script's day, by meter: proportions, never totals. Requests
-- go by usage lines, and CPU time as they do, for logs give it in whole milliseconds only; rows by
-- what the lines say; active time by that of each object, shared by its lines.
-- grain: account, usage_on, meter, script, tenant
-- kind: table
with lines as (select * from usage.log_tenants),
requests as (
    select
        l.account,
        l.usage_on,
        case when l.is_object then k.object_meter else k.worker_meter end as meter,
        l.script,
        l.tenant,
        l.lines as weight
    from lines as l
    join ref.log_kinds as k using (kind)
),
object_lines as (
    select account, usage_on, script, object_key, tenant, sum(lines) as lines
    from lines
    where object_key is not null
    group by all
),
active as (
    select
        l.account,
        l.usage_on,
        l.script,
        l.tenant,
        d.base_us * l.lines // sum(l.lines) over (partition by l.object_key, l.usage_on) as weight
    from object_lines as l
    join usage.log_active_days as d using (object_key, usage_on)
),
long as (
    select account, usage_on, meter, script, tenant, weight from requests
    union all
    select account, usage_on, 'workers.cpu_us', script, tenant, weight
    from requests
    where meter = 'workers.requests'
    union all
    select account, usage_on, 'durable_objects.active_us', script, tenant, weight from active
    union all
    select account, usage_on, 'durable_objects.rows_read', script, tenant, rows_read from lines
    union all
    select account, usage_on, 'durable_objects.rows_written', script, tenant, rows_written
    from lines
)
select account, usage_on, meter, script, tenant, sum(weight)::hugeint as weight
from long
where meter is not null and weight > 0
group by account, usage_on, meter, script, tenant
