-- Usage by billing day, resource and tenant. The tenant comes from an own rule or the tenant map.
-- Where these give no part of a script's day to anyone, it comes from the logs, else it is
-- `unattributed`. What the logs divide has a script and no resource.
-- grain: account, period_id, meter, usage_on, resource_key, tenant, script, owned_by
-- partition: account, usage_on
-- partition: account, period_id
with shares as (select * from usage.log_shares),
-- Few resources have a script that the logs divide. All usage is compared with these alone.
divided as (
    select s.account, s.period_id, s.usage_on, s.meter, r.resource_key
    from shares as s
    join usage.resources as r using (script)
)
select
    account,
    period_id,
    meter,
    usage_on,
    resource_key,
    null::varchar as script,
    coalesce(tenant, 'unattributed') as tenant,
    total,
    case
        when tenant is null then 'none'
        when resource_key in (select resource_key from usage.own_owners) then 'own rule'
        else 'tenant map'
    end as owned_by
from usage.split_meters
anti join divided using (account, period_id, usage_on, meter, resource_key)
union all
select account, period_id, meter, usage_on, null, script, tenant, total, 'logs'
from shares
where total > 0
