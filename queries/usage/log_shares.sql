-- Usage of a day, meter and script without any owner in the tenant map, divided in the proportions
-- of the logs by largest remainder. The total stays that of the analytics, or of the logs where
-- they are the source.
-- grain: account, period_id, usage_on, meter, script, tenant
-- kind: table
-- partition: account, usage_on
-- empty without: usage.log_weights, usage.log_source_totals
with unowned as (
    select m.account, m.period_id, m.usage_on, m.meter, r.script, sum(m.total)::hugeint as total
    from usage.split_meters as m
    join usage.resources as r using (resource_key)
    where (m.account, m.usage_on, m.meter, r.script) in (
        select (account, usage_on, meter, script) from usage.log_weights
    )
    group by m.account, m.period_id, m.usage_on, m.meter, r.script
    having count(m.tenant) = 0
    union all
    select account, period_id, usage_on, meter, script, total
    from usage.log_source_totals
),
weights as (
    select * from usage.log_weights
    union all
    select * from usage.log_source_weights
),
weighed as (
    select
        u.*,
        w.tenant,
        w.weight,
        (sum(w.weight) over same_total)::hugeint as weights
    from unowned as u
    join weights as w using (account, usage_on, meter, script)
    window same_total as (partition by u.account, u.period_id, u.usage_on, u.meter, u.script)
),
quotas as (
    select
        *,
        quota_base(total, weight, weights) as base,
        quota_rest(total, weight, weights) as rest
    from weighed
)
select account, period_id, usage_on, meter, script, tenant, quota_dealt(
    total,
    base,
    sum(base) over same_total,
    row_number() over (same_total order by rest desc, tenant)
) as total
from quotas
window same_total as (partition by account, period_id, usage_on, meter, script)
