-- What tells a behaviour of a place in a billing period: its resources, days and figures added up.
-- Usage that multiplied is told only of places of which nothing else is.
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
    sum(beside)::hugeint as beside,
    sum(beside_of)::hugeint as beside_of,
    max(most)::hugeint as most
from findings.signature_days
group by account, period_id, signature, place
qualify signature <> 'multiplied'
    or not bool_or(signature <> 'multiplied') over (partition by account, period_id, place)
