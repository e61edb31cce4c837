-- Files of the batch that is being read.
-- grain: load_key
select * from raw.log_batch_files
