-- Days on which a place shows a behaviour, with the figures that tell it and its resources.
-- grain: account, period_id, signature, place, usage_on
-- partition: account, period_id
select * exclude (active_us, alarms) from findings.signature_object_days
union all by name
select
    account,
    period_id,
    signature,
    place,
    usage_on,
    sum(measured)::hugeint as measured,
    sum(per)::hugeint as per,
    case when count(most) = count(*) then max(most)::hugeint end as most,
    false as is_together,
    list_sort(list({'resource_key': resource_key, 'measured': measured})) as resources
from findings.signature_days
group by account, period_id, signature, place, usage_on
