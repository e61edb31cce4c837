-- Usage by billing day, resource and tenant. The tenant comes from an own rule or the tenant map.
-- Where these give no part of a script's day to anyone, it comes from the logs, else it is
-- `unattributed`.
-- grain: account, period_id, meter, usage_on, resource_key, tenant, script, owned_by
-- partition: account, usage_on
-- partition: account, period_id
with mapped as (
    select m.*, r.script
    from usage.split_meters as m
    left join usage.resources as r using (resource_key)
),
shares as (select * from usage.log_shares)
select
    account,
    period_id,
    meter,
    usage_on,
    resource_key,
    script,
    coalesce(tenant, 'unattributed') as tenant,
    total,
    case
        when tenant is null then 'none'
        when resource_key in (select resource_key from usage.own_owners) then 'own rule'
        else 'tenant map'
    end as owned_by
from mapped
anti join shares using (account, period_id, usage_on, meter, script)
union all
select account, period_id, meter, usage_on, null, script, tenant, total, 'logs'
from shares
where total > 0
