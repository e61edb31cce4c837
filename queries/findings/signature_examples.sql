-- The objects of a place that show a behaviour most clearly, in words.
-- grain: account, period_id, signature, place
with named as (
    select
        d.account,
        d.period_id,
        d.signature,
        d.place,
        coalesce(any_value(r.object_name), left(any_value(r.object_id), 12)) as object,
        sum(d.measured) as measured
    from findings.signature_resources as d
    join usage.resources as r on r.resource_key = d.resource_key and r.object_id is not null
    group by d.account, d.period_id, d.signature, d.place, d.resource_key
)
select
    account,
    period_id,
    signature,
    place,
    array_to_string(list(object order by measured desc, object)[:3], ', ')
        || if(count(*) > 3, printf(' and %d more', count(*) - 3), '') as examples
from named
group by account, period_id, signature, place
