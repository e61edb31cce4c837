-- The same table on all shards of a cluster. Records of an object are on one shard, and so is a
-- record that is delivered twice, which is noticed there.
CREATE TABLE {table} AS {local}
ENGINE = Distributed({cluster}, {database}, {local_name}, cityHash64(
    ScriptName, if(empty(Usage.o), toString(EventTimestampMs), Usage.o[1])
))
