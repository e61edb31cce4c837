-- The days on which a place shows a behaviour.
-- grain: account, period_id, signature, place, usage_on
-- kind: table
-- empty without: findings.signature_days
-- partition: account, period_id
select distinct account, period_id, signature, place, usage_on
from findings.signature_days
