-- Who owns a resource from one day to another: an own rule where it decides, else the most specific
-- valid line of the tenant map, or the lines that share it by weight. A tenant has `weight` of
-- `weights` parts.
-- grain: resource_key, from_on, tenant
-- kind: table
-- days: usage.used_days
-- column weight: Parts of the resource that the tenant has, of all in weights [parts]
with candidates as (
    select resource_key, tenant, weight_billionths as parts, valid_from, valid_to, place
    from usage.ownership_candidates
    union all
    select
        resource_key,
        tenant,
        coalesce(weight, 1),
        coalesce(valid_from, date '0001-01-01'),
        coalesce(valid_to, date '9999-12-31'),
        [0]
    from usage.own_owners
    where tenant <> '' and coalesce(weight, 1) > 0
),
bounds as (
    select resource_key, valid_from as from_on from candidates
    union
    select resource_key, valid_to from candidates
),
spans as (
    select
        resource_key,
        from_on,
        lead(from_on) over (partition by resource_key order by from_on) as to_on
    from bounds
),
closest as (
    select s.resource_key, s.from_on, s.to_on, c.tenant, c.parts
    from spans as s
    join candidates as c
        on c.resource_key = s.resource_key and c.valid_from <= s.from_on and c.valid_to >= s.to_on
    where s.to_on is not null
    qualify dense_rank() over (partition by s.resource_key, s.from_on order by c.place) = 1
),
parts as (
    select
        resource_key,
        from_on,
        to_on,
        tenant,
        coalesce(sum(parts), 1)::hugeint as weight
    from closest
    group by resource_key, from_on, to_on, tenant
)
select *, (sum(weight) over (partition by resource_key, from_on))::hugeint as weights
from parts
