-- The evidence for a behaviour of a place in a billing period: its resources, days and figures
-- added up. A figure that is unknown on one of its days is unknown for all.
-- grain: account, period_id, signature, place
-- kind: table
-- empty without: findings.signature_days, findings.signature_object_days
-- partition: account, period_id
with days as (
    select
        account,
        period_id,
        signature,
        place,
        count(*) as days,
        sum(measured)::hugeint as measured,
        sum(per)::hugeint as per,
        case when count(beside) = count(*) then sum(beside)::hugeint end as beside,
        case when count(beside_of) = count(*) then sum(beside_of)::hugeint end as beside_of,
        case when count(most) = count(*) then max(most)::hugeint end as most,
        sum(low_us)::hugeint as low_us,
        bool_or(is_together) as is_together
    from findings.signature_place_days
    group by account, period_id, signature, place
),
resources as (
    select account, period_id, signature, place, count(distinct resource_key) as resources
    from findings.signature_resources
    group by account, period_id, signature, place
)
select d.account, d.period_id, d.signature, d.place, r.resources, d.* exclude (
    account, period_id, signature, place
)
from days as d
join resources as r using (account, period_id, signature, place)
