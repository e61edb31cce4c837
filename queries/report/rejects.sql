-- Rows of every source that could not be read, with the file, the row and the reason.
-- grain: load_id, line, reason
-- column line: Line or row of the file; null where the whole file is meant [number]
-- column reason: Why it could not be read, in words
select load_id, source_file, line, reason, content
from staging.rejects
union all
select p.load_id, l.source_file, p.line, p.reason, p.content
from staging.tenant_problems as p
join staging.loads as l using (load_id)
union all
select p.load_id, l.source_file, p.line, p.reason, p.content
from staging.class_problems as p
join staging.loads as l using (load_id)
union all
select p.load_id, l.source_file, p.line, p.reason, p.content
from staging.policy_problems as p
join staging.loads as l using (load_id)
union all
select p.load_id, l.source_file, p.line, p.reason, p.content
from staging.tenant_price_problems as p
join staging.loads as l using (load_id)
union all
select p.load_id, l.source_file, p.line, p.reason, p.content
from staging.budget_problems as p
join staging.loads as l using (load_id)
