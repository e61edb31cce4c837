-- Each line of the tenant map with how many resources it fits, and a word where that is none.
-- grain: account, source_file, line
select * exclude (load_id)
from findings.tenant_map
