-- The same table on all shards of a cluster. The first id of 64 digits in a log is that of the
-- object: its records are on one shard, and so is a record that is delivered twice, which is noticed
-- there.
CREATE TABLE {table} AS {local}
ENGINE = Distributed({cluster}, {database}, {local_name}, cityHash64(
    ScriptName,
    if(match(Logs, '[0-9a-f]{64}'), extract(Logs, '[0-9a-f]{64}'), toString(EventTimestampMs))
))
