-- Usage that the tenant map leaves wholly unowned on a day, meter and script, divided in the
-- proportions of the logs by largest remainder: the total stays what the analytics counted.
-- grain: account, usage_on, meter, script, tenant
with unowned as (
    select m.account, m.usage_on, m.meter, r.script, sum(m.total)::hugeint as total
    from usage.mapped_meters as m
    join usage.resources as r using (resource_key)
    where exists (select 1 from staging.log_events)
    group by m.account, m.usage_on, m.meter, r.script
    having count(m.tenant) = 0
),
quotas as (
    select
        u.account,
        u.usage_on,
        u.meter,
        u.script,
        c.tenant,
        u.total,
        u.total * c.events as quota,
        (sum(c.events) over same_total)::hugeint as events
    from unowned as u
    join usage.log_counts as c using (account, usage_on, meter, script)
    window same_total as (partition by u.account, u.usage_on, u.meter, u.script)
),
floors as (
    select *, quota // events as base, quota % events as remainder
    from quotas
)
select
    account,
    usage_on,
    meter,
    script,
    tenant,
    base + case
        when row_number() over (same_total order by remainder desc, tenant)
            <= total - sum(base) over same_total then 1
        else 0
    end as total
from floors
window same_total as (partition by account, usage_on, meter, script)
