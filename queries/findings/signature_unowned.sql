-- Days with requests to user Workers of Workers for Platforms that belong to no tenant, in
-- accounts with a tenant map.
-- grain: account, period_id, signature, resource_key, usage_on
-- partition: account, period_id
with days as (
    select
        u.*,
        t.place is not null as is_unowned,
        sum(u.split) over same_day as requests,
        sum(if(t.place is null, 0, u.split)) over same_day as unowned,
        row_number() over (
            partition by u.account, u.period_id, u.usage_on, t.place is null
            order by u.resource_key
        ) as place_number
    from usage.resource_days as u
    join usage.resources as r using (resource_key)
    left join usage.place_totals as t
        on t.account = u.account and t.period_id = u.period_id and t.meter = u.meter
        and t.tenant = 'unattributed' and t.total > 0 and t.place = place_name(
            r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name
        )
    where u.meter = 'workers_for_platforms.user_requests' and u.split > 0
        and u.account in (select account from staging.tenants)
    window same_day as (partition by u.account, u.period_id, u.usage_on)
)
select
    d.account,
    d.period_id,
    s.signature,
    d.resource_key,
    d.usage_on,
    d.split as measured,
    if(d.place_number = 1, d.requests, 0)::hugeint as per,
    'user Workers' as place
from days as d
join ref.signatures as s on s.signature = 'unowned_user_workers'
where d.is_unowned and d.unowned >= s.at_least
    and d.unowned * s.threshold_of >= d.requests * s.threshold
