-- The script of a place that shows a behaviour: of objects that of their namespace. A place of
-- several scripts has none, nor has a user Worker, whose deployments are in no list.
-- grain: account, period_id, signature, place
-- kind: table
-- empty without: findings.signature_resources
-- partition: account, period_id
select d.account, d.period_id, d.signature, d.place, any_value(r.script) as script
from findings.signature_resources as d
join usage.resources as r on r.resource_key = d.resource_key
group by d.account, d.period_id, d.signature, d.place
having count(distinct r.script) = 1 and bool_and(r.resource_id is null)
