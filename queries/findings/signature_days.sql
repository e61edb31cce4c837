-- Every day on which a resource shows a behaviour of ref.signatures, with the figures that tell
-- it: `measured` for each `per`, which add up over days and resources, and `most`, of which the
-- greatest value counts. Without the behaviour, `spared` of `spared_of` parts of the day's usage
-- would not exist, of `spared_meter` alone if one is named. A place is what a person changes: the
-- namespace of objects, else the resource itself. Each rule names the place of usage that has no
-- resource or many; `spared` is then whole. Objects that do not sleep are in
-- findings.signature_object_days.
-- grain: account, period_id, signature, resource_key, usage_on
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
    select * from findings.signature_events
    union all by name
    select * from findings.signature_unowned
    union all by name
    select * from findings.signature_rises
    union all by name
    select * from findings.signature_crons
),
placed as (
    select
        f.* exclude (place),
        coalesce(
            f.place,
            place_name(
                r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name
            ),
            '?'
        ) as place
    from found as f
    left join usage.resources as r on r.resource_key = f.resource_key
    where f.period_id is not null
)
select
    account,
    period_id,
    signature,
    resource_key,
    usage_on,
    measured::hugeint as measured,
    per::hugeint as per,
    most::hugeint as most,
    coalesce(spared, 1)::hugeint as spared,
    coalesce(spared_of, 1)::hugeint as spared_of,
    spared_meter,
    place
from placed
