-- What tells a behaviour of a place in a billing period: its resources, days and figures added up.
-- What is not known of one of its days is not known of all. Usage that multiplied is told only of
-- places of which nothing else is.
-- grain: account, period_id, signature, place
-- kind: table
-- empty without: findings.signature_days
-- partition: account, period_id
select
    account,
    period_id,
    signature,
    place,
    count(distinct resource_key) as resources,
    count(distinct usage_on) as days,
    sum(measured)::hugeint as measured,
    sum(per)::hugeint as per,
    case when count(beside) = count(*) then sum(beside)::hugeint end as beside,
    case when count(beside_of) = count(*) then sum(beside_of)::hugeint end as beside_of,
    case when count(most) = count(*) then max(most)::hugeint end as most,
    bool_or(is_together) as is_together
from findings.signature_days
group by account, period_id, signature, place
qualify signature <> 'multiplied'
    or not bool_or(signature <> 'multiplied') over (partition by account, period_id, place)
