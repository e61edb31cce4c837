-- Who owns the usage of a behaviour, in words: the tenant with the largest part, and how many
-- others have one. Most of it is more than half. If the tenant map gives none of its resources to a
-- tenant, tenants that logs name may own it.
-- grain: account, period_id, signature, place
with mapped as (
    select
        d.account,
        d.period_id,
        d.signature,
        d.place,
        coalesce(o.tenant, 'unattributed') as tenant,
        sum(d.measured * coalesce(o.weight, 1) // coalesce(o.weights, 1))::hugeint as total
    from findings.signature_resources as d
    left join usage.ownership as o
        on o.resource_key = d.resource_key
        and d.owned_on >= o.from_on and d.owned_on < o.to_on
    group by all
),
owned as (
    select * from mapped
    qualify bool_or(tenant <> 'unattributed') over (
        partition by account, period_id, signature, place
    )
),
parts as (
    select * from owned
    union all
    select u.account, u.period_id, u.signature, u.place, t.tenant, sum(t.total)::hugeint
    from (
        select distinct account, period_id, signature, place, meter from findings.signature_usage
    ) as u
    anti join owned as o using (account, period_id, signature, place)
    join usage.place_totals as t using (account, period_id, place, meter)
    group by all
)
select
    account,
    period_id,
    signature,
    place,
    arg_max(tenant, (total, tenant)) as tenant,
    count(*) as tenants,
    case
        when bool_and(tenant = 'unattributed') then 'It belongs to no tenant.'
        when count(*) = 1 then printf('It belongs to %s.', any_value(tenant))
        else printf('%s belongs to %s, the rest to %d more.',
            if(2 * max(total) > sum(total), 'Most of it', 'The largest part'),
            replace(arg_max(tenant, (total, tenant)), 'unattributed', 'no tenant'),
            count(*) - 1)
    end as says
from parts
group by account, period_id, signature, place
