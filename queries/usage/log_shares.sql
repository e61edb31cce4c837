-- Usage that the tenant map leaves wholly unowned on a day, meter and script, divided in the
-- proportions of the logs by largest remainder: the total stays what the analytics counted.
-- grain: account, usage_on, meter, script, tenant
-- kind: table
with unowned as (
    select m.account, m.usage_on, m.meter, r.script, sum(m.total)::hugeint as total
    from usage.mapped_meters as m
    join usage.resources as r using (resource_key)
    where (m.account, m.usage_on, m.meter, r.script) in (
        select (account, usage_on, meter, script) from usage.log_weights
    )
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
        u.total * c.weight as quota,
        (sum(c.weight) over same_total)::hugeint as weights
    from unowned as u
    join usage.log_weights as c using (account, usage_on, meter, script)
    window same_total as (partition by u.account, u.usage_on, u.meter, u.script)
),
floors as (
    select *, quota // weights as base, quota % weights as remainder
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
