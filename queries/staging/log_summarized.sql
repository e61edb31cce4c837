-- Log files whose events came as partial sums. `load_id` is the digest of the file of partial sums,
-- `source_id` that of the log file.
-- grain: load_id, source_id
select f.load_id, f.account, s.source_id, s.source_file
from raw.log_summarized as s
join raw.log_files as f using (load_key)
