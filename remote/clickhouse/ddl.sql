-- A table for Logpush as it comes, for ClickHouse 23.8 and later: nested fields are kept as text, and
-- what the queries read is taken out of it once, at the insert.
CREATE TABLE {table}
(
    EventTimestampMs Int64 CODEC(Delta, ZSTD),
    EventType LowCardinality(String),
    ScriptName LowCardinality(String),
    Entrypoint LowCardinality(String),
    DispatchNamespace LowCardinality(String),
    Outcome LowCardinality(String),
    WallTimeMs Int64,
    CPUTimeMs Int64,
    Event String CODEC(ZSTD),
    Exceptions String CODEC(ZSTD),
    Logs String CODEC(ZSTD),
    {materialized}
)
ENGINE = MergeTree
PARTITION BY intDiv(EventTimestampMs, 86400000)
ORDER BY (ScriptName, Entrypoint, EventTimestampMs)
