-- Every day on which a resource shows a behaviour of ref.signatures, with the figures that tell it:
-- `measured` for each `per`, and `beside` for each `beside_of`, which add up over days and
-- resources, and `most`, of which the greatest counts. Of the usage on that day `spared` of
-- `spared_of` parts would not be there without the behaviour. A place is the namespace of objects,
-- else the resource itself: what a person changes.
-- grain: account, period_id, signature, resource_key, usage_on
-- kind: table
-- partition: account, period_id
with found as (
    select *, 1::hugeint as spared, 1::hugeint as spared_of from findings.signature_alarms
    union all by name
    select *, 1::hugeint as spared, 1::hugeint as spared_of from findings.signature_sockets
    union all by name
    select *, 1::hugeint as spared, 1::hugeint as spared_of from findings.signature_awake
    union all by name
    select *, 1::hugeint as spared, 1::hugeint as spared_of from findings.signature_ratios
)
select
    f.*,
    coalesce(r.namespace_name, r.namespace_id, r.script, r.resource_name, r.resource_id, o.place,
        '?') as place
from found as f
left join usage.resources as r on r.resource_key = f.resource_key
left join (
    select distinct account, period_id, resource_key, place from usage.object_days
    where place is not null
) as o
    on o.account = f.account and o.period_id = f.period_id and o.resource_key = f.resource_key
where f.period_id is not null
