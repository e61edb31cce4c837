-- Rows that were rejected while a file was read.
-- grain: load_id, line, reason
select load_id, source_file, line, reason, content
from raw.rejects
