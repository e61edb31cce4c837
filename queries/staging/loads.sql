-- Files that were loaded.
-- grain: load_id
select load_id, kind, account, source_file, loaded_at
from raw.loads
