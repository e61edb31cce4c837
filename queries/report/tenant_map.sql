-- Each line of the tenant map with the number of resources that it matches, and a note where the
-- line has no effect.
-- grain: account, source_file, line
select * exclude (load_id)
from findings.tenant_map
