-- The script of a place that shows a behaviour. For Durable Objects it is the script of their
-- namespace. A place with several scripts has no row. A user Worker of Workers for Platforms has
-- none either, because no list has its deployments.
-- grain: account, period_id, signature, place
-- kind: table
-- empty without: findings.signature_resources
-- partition: account, period_id
select d.account, d.period_id, d.signature, d.place, any_value(r.script) as script
from findings.signature_resources as d
join usage.resources as r on r.resource_key = d.resource_key
group by d.account, d.period_id, d.signature, d.place
having count(distinct r.script) = 1 and bool_and(r.resource_id is null)
