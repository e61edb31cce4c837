-- Days on which objects of a place show a behaviour, all objects of the place together. The
-- figures of findings.signature_objects are added up, and `resources` has what was measured of
-- each. A figure that is unknown for one object is unknown for all.
-- grain: account, period_id, signature, place, usage_on
-- kind: table
-- empty without: staging.durable_objects_periodic
-- empty without: staging.durable_objects_invocations, logs.active_days
-- partition: account, usage_on
with placed as (
    select
        d.* exclude (place),
        coalesce(
            d.place,
            place_name(
                r.namespace_name, r.namespace_id, r.resource_id, r.script, r.resource_name
            ),
            '?'
        ) as place
    from (
        select * from findings.signature_objects
        union all by name
        select * from findings.signature_sessions
    ) as d
    left join usage.resources as r on r.resource_key = d.resource_key
)
select
    account,
    period_id,
    signature,
    place,
    usage_on,
    sum(measured)::hugeint as measured,
    sum(per)::hugeint as per,
    case when count(beside) = count(*) then sum(beside)::hugeint end as beside,
    case when count(beside_of) = count(*) then sum(beside_of)::hugeint end as beside_of,
    case when count(most) = count(*) then max(most)::hugeint end as most,
    case when count(low_us) > 0 then sum(coalesce(low_us, active_us))::hugeint end as low_us,
    bool_or(is_together) as is_together,
    sum(active_us)::hugeint as active_us,
    sum(alarms)::hugeint as alarms,
    list_sort(list({'resource_key': resource_key, 'measured': measured::hugeint})) as resources
from placed
group by account, period_id, signature, place, usage_on
