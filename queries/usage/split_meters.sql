-- Usage with the tenants that the map gives it on that day, or none, adjusted to the account's
-- total. Usage that the split does not have belongs to no tenant, nor does the count of a REST
-- list. A split that exceeds the total is scaled down by largest remainder.
-- grain: account, period_id, meter, usage_on, resource_key, tenant
-- partition: account, usage_on
-- partition: account, period_id
-- column tenant: Tenant that the map gives the usage to; null where it gives none
with mapped as not materialized (select * from usage.mapped_meters),
days as (select * from usage.day_readings where total <> split),
quotas as (
    select
        m.*,
        d.total as day_total,
        quota_base(d.total, m.total, d.split) as base,
        quota_rest(d.total, m.total, d.split) as rest
    from mapped as m
    join days as d using (account, period_id, meter, usage_on)
    where d.total < d.split
)
select m.*
from mapped as m
anti join (select * from days where total < split) as d using (account, period_id, meter, usage_on)
union all
select account, period_id, meter, usage_on, resource_key, tenant, quota_dealt(
    day_total,
    base,
    sum(base) over same_day,
    row_number() over (same_day order by rest desc, resource_key, tenant)
)
from quotas
window same_day as (partition by account, period_id, meter, usage_on)
union all
select account, period_id, meter, usage_on, null, null, total - split
from days
where total > split
union all
select account, period_id, meter, usage_on, null, null, total from usage.listed_totals
