-- Resources that show a behaviour in a billing period, by place, with everything measured for
-- each. A resource that changes its owner has a row for each owner, from `owned_on`. Usage without
-- a resource has a row with a null resource.
-- grain: account, period_id, signature, place, resource_key, owned_on
-- kind: table
-- empty without: findings.signature_days, findings.signature_object_days
-- partition: account, period_id
with days as (
    select account, period_id, signature, place, usage_on, unnest(resources, recursive := true)
    from findings.signature_place_days
),
changes as (
    select resource_key, list(from_on) || list(to_on) as changed_on
    from usage.ownership
    where from_on > date '0001-01-01' or to_on < date '9999-12-31'
    group by resource_key
)
select
    d.account,
    d.period_id,
    d.signature,
    d.place,
    d.resource_key,
    coalesce(list_max(list_filter(c.changed_on, lambda day: day <= d.usage_on)), '0001-01-01')
        as owned_on,
    sum(d.measured)::hugeint as measured
from days as d
left join changes as c on c.resource_key = d.resource_key
group by all
