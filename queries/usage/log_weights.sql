-- The proportions in which the logs divide a script's day among tenants, by meter; never totals.
-- Requests are divided by usage lines, and so is CPU time, because logs give it in whole
-- milliseconds only. Rows are divided by the number that the lines state. Active time is divided
-- by object, then by the object's lines, else by the tenant map. It is in millionths of a
-- microsecond, so that it can be divided.
-- grain: account, usage_on, meter, script, tenant
-- kind: table
-- empty without: usage.log_tenants, logs.active_days
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
    select
        object_key,
        usage_on,
        tenant,
        sum(lines) as lines,
        sum(sum(lines)) over (partition by object_key, usage_on) as all_lines
    from lines
    where object_key is not null
    group by object_key, usage_on, tenant
),
active as (
    select
        d.account,
        d.usage_on,
        d.script,
        coalesce(l.tenant, t.tenant, 'unattributed') as tenant,
        d.base_us * 1000000 * coalesce(l.lines, 1) // coalesce(l.all_lines, 1) as weight
    from logs.active_days as d
    left join object_lines as l using (object_key, usage_on)
    left join staging.log_objects as o using (object_key)
    left join usage.ownership as t
        on t.resource_key = log_key('object', d.account, o.object_id) and t.weight = t.weights
        and d.usage_on >= t.from_on and d.usage_on < t.to_on
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
