-- Every day on which a resource shows a behaviour of ref.signatures, with the figures that tell
-- it: `measured` for each `per`, which add up over days and resources, and `most`, of which the
-- greatest value counts. Without the behaviour, `spared` of `spared_of` parts of the day's usage
-- would not exist, of `spared_meter` alone if one is named. A place is what a person changes: the
-- namespace of objects, else the resource itself. Each rule names the place of usage that has no
-- resource or many; `spared` is then whole. Usage that multiplied and has no name is told of its
-- product. What multiplied has a row for each meter that no other behaviour of the place uses. All
-- count as spared, but only the most expensive meter of a resource, or of all objects of a
-- namespace, is measured. Objects that do not sleep are in findings.signature_object_days.
-- grain: account, period_id, signature, resource_key, usage_on, spared_meter
-- kind: table
-- partition: account, period_id
with found as (
    select * from findings.signature_ratios
    union all by name
    select * from findings.signature_scripts
    union all by name
    select * from findings.signature_stores
    union all by name
    select * from findings.signature_unlisted
    union all by name
    select * from findings.signature_queues
    union all by name
    select * from findings.signature_events
    union all by name
    select * from findings.signature_unowned
    union all by name
    select * from findings.signature_rises
    union all by name
    select * from findings.signature_crons
    union all by name
    select * from findings.signature_retrievals
),
products as (
    select m.meter, min(k.product) as product
    from ref.sku_meters as m
    join ref.skus as k using (sku)
    where not starts_with(m.meter, 'durable_objects.')
    group by m.meter
),
placed as (
    select
        f.* exclude (place),
        coalesce(
            f.place,
            place_name(
                r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name
            ),
            p.product,
            '?'
        ) as place
    from found as f
    left join usage.resources as r on r.resource_key = f.resource_key
    left join products as p on p.meter = f.spared_meter
    where f.period_id is not null
),
explained as (
    select distinct b.account, b.period_id, b.place, g.figure as meter
    from (
        select account, period_id, place, signature from placed
        union all
        select account, period_id, place, signature from findings.signature_object_days
    ) as b
    join ref.signature_figures as g on g.signature = b.signature and g.role = 'spared'
),
unexplained as (
    select
        p.*,
        if(starts_with(p.spared_meter, 'durable_objects.'), null, p.resource_key) as thing,
        sum(p.measured) over (
            partition by p.account, p.period_id, p.signature, p.place, thing, p.usage_on,
                p.spared_meter
        ) as value
    from placed as p
    anti join explained as e
        on e.account = p.account and e.period_id = p.period_id and e.place = p.place
        and e.meter = p.spared_meter
),
ranked as (
    select *, spared_meter is null or dense_rank() over (
            partition by account, period_id, signature, place, thing, usage_on
            order by value desc, spared_meter
        ) = 1 as is_told
    from unexplained
)
select
    account,
    period_id,
    signature,
    resource_key,
    usage_on,
    if(is_told, measured, 0)::hugeint as measured,
    if(is_told, per, 0)::hugeint as per,
    most::hugeint as most,
    coalesce(spared, 1)::hugeint as spared,
    coalesce(spared_of, 1)::hugeint as spared_of,
    spared_meter,
    place
from ranked
