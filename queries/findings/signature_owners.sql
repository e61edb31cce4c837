-- Who owns the usage of a behaviour, in words: the tenant with most of it, and how many others have
-- a part.
-- grain: account, period_id, signature, place
with parts as (
    select u.account, u.period_id, u.signature, u.place, t.tenant, sum(t.total) as total
    from (
        select distinct account, period_id, signature, place, meter from findings.signature_usage
    ) as u
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
        else printf('Most of it belongs to %s, the rest to %d more.',
            arg_max(tenant, (total, tenant)), count(*) - 1)
    end as says
from parts
group by account, period_id, signature, place
