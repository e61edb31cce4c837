-- The application's usage lines by day, script, meter and tenant: proportions, never totals. CPU
-- time is divided as the requests are, for logs give it in whole milliseconds only.
-- grain: account, usage_on, meter, script, tenant
-- kind: table
with counted as (
    select
        l.account,
        l.usage_on,
        k.meter,
        l.script,
        coalesce(l.tenant, o.tenant, 'unattributed') as tenant,
        count(*)::hugeint as weight
    from staging.log_usage_lines as l
    join ref.log_kinds as k on k.event_type = l.event_type and k.is_object = l.is_object
    left join staging.tenants as o
        on o.account = l.account and o.kind = 'object_id' and o.value = l.object_id
        and l.usage_on >= o.valid_from and l.usage_on < o.valid_to
    group by all
)
select * from counted
union all
select account, usage_on, 'workers.cpu_us', script, tenant, weight
from counted
where meter = 'workers.requests'
