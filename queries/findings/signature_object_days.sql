-- Days on which objects of a place show a behaviour, all objects of the place together. The
-- figures of findings.signature_objects are added up, and `resources` has what was measured of
-- each. A figure that is unknown for one object is unknown for all.
-- grain: account, period_id, signature, place, usage_on
-- kind: table
-- empty without: staging.durable_objects_periodic
-- empty without: staging.durable_objects_invocations, logs.active_days
-- partition: account, usage_on
with places as (
    -- Objects and namespaces have no kind. By both conditions DuckDB expects few places, and looks
    -- them up for each day of an object, not the reverse.
    select resource_key, place_name(
            namespace_name, namespace_id, resource_id, script, resource_name
        ) as place
    from usage.resources
    where kind is null and place is not null
),
placed as (
    select d.* exclude (place), coalesce(d.place, p.place, '?') as place
    from (
        select * from findings.signature_objects
        union all by name
        select * from findings.signature_sessions
    ) as d
    left join places as p on p.resource_key = d.resource_key
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
