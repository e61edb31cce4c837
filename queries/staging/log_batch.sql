-- Records of the batch that is being read.
-- grain: load_key, event_ms, event_hash, sort_hash, said_ms, earlier_loads
select * from raw.log_batch
