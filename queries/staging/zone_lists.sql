-- The lists of an account's zones, each with the zones on it; one without zones has a row without.
-- A list that a person saved without its time counts as the newest.
-- grain: account, listed_at, zone
-- kind: table
select distinct
    l.account,
    coalesce(l.captured_at, timestamp '9999-12-31') as listed_at,
    n.resource_id as zone
from raw.list_answers as l
left join raw.resource_names as n on n.load_id = l.load_id and n.kind = 'zone'
where l.name = 'zones' and l.why is null
