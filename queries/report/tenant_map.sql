-- Each line of the tenant map with the number of resources that it matches, and a note where the
-- line has no effect.
-- grain: account, source_file, line
-- column kind: Kind of what the line names, such as object_name or d1_database
-- column line: Line of the file [number]
-- column resources: Resources that the line matches [count]
-- column says: Why the line has no effect, in words; null where it has one
-- column valid_from: First day as the line states it, as text; null where it is open [day UTC]
-- column valid_to: Exclusive end as the line states it, as text; null where it is open [day UTC]
-- column value: Id, name, prefix or pattern of the line of the map
-- column weight: Weight as the line states it, as text; null where it states none [parts]
select * exclude (load_id, meant)
from findings.tenant_map
