-- Log events by day, script, meter and tenant: proportions, never totals. CPU time is divided as the
-- requests are, for logs give it in whole milliseconds only.
-- grain: account, usage_on, meter, script, tenant
with counted as (
    select
        e.account,
        e.usage_on,
        k.meter,
        e.script,
        coalesce(e.tenant, o.tenant, 'unattributed') as tenant,
        count(*)::hugeint as events
    from staging.log_events as e
    join ref.log_kinds as k on k.event_type = e.event_type and k.is_object = e.is_object
    left join staging.tenants as o
        on o.account = e.account and o.kind = 'object_id' and o.value = e.object_id
        and e.usage_on >= o.valid_from and e.usage_on < o.valid_to
    group by all
)
select * from counted
union all
select account, usage_on, 'workers.cpu_us', script, tenant, events
from counted
where meter = 'workers.requests'
