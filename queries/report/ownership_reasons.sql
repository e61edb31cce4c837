-- Who owns a resource from one day to another, and each line of the tenant map that matches it, the
-- deciding first. `is_decisive`: the tenant comes from this line. An own rule has no line.
-- grain: resource_key, from_on, tenant, kind, match, namespace, value, valid_from
-- column kind: Kind of the line in the tenant map; own rule where a rule decides
-- column line: Line of the tenant map; null for an own rule [number]
-- column place: Rank of the line as a list; the lowest decides
-- column value: Id, name, prefix or pattern of the line of the map; null for an own rule
-- column weight: Parts of the resource that the tenant has, of all in weights; null where the line
-- column weight: does not decide [parts]
with rows as (
    select * replace (if(is_captured, null, tenant) as tenant) from staging.tenant_rows
),
lines as (
    select c.*, min(t.line) as line
    from usage.ownership_candidates as c
    cross join (select unnest([true, false]) as is_captured) as w
    left join rows as t
        on t.account = c.account and t.kind = c.kind and t.match = c.match and t.value = c.value
        and t.namespace is not distinct from c.namespace and t.from_on = c.valid_from
        and t.to_on = c.valid_to and t.is_captured = w.is_captured
        and t.tenant is not distinct from if(w.is_captured, null, c.tenant)
    group by all
),
spans as (
    select resource_key, from_on, to_on, list(tenant) as tenants
    from usage.ownership
    group by resource_key, from_on, to_on
),
best as (
    select s.resource_key, s.from_on, min(l.place) as place
    from spans as s
    join lines as l
        on l.resource_key = s.resource_key and l.valid_from <= s.from_on and l.valid_to >= s.to_on
    group by s.resource_key, s.from_on
)
select
    l.account,
    s.resource_key,
    s.from_on,
    s.to_on,
    l.tenant,
    l.place = b.place and s.resource_key not in (select resource_key from usage.own_owners)
        as is_decisive,
    o.weight,
    o.weights,
    l.line,
    l.kind,
    l.match,
    l.namespace,
    l.value,
    l.valid_from,
    l.place
from spans as s
join lines as l
    on l.resource_key = s.resource_key and l.valid_from <= s.from_on and l.valid_to >= s.to_on
join best as b on b.resource_key = s.resource_key and b.from_on = s.from_on
left join usage.ownership as o
    on o.resource_key = s.resource_key and o.from_on = s.from_on
    and o.tenant = if(l.place = b.place, l.tenant, null)
union all
select
    r.account, o.resource_key, o.from_on, o.to_on, o.tenant, true, o.weight, o.weights,
    null, 'own rule', null, null, null, null, [0]
from usage.ownership as o
join (select distinct resource_key, account from usage.resource_names) as r using (resource_key)
where o.resource_key in (select resource_key from usage.own_owners)
