-- A table for events whose usage lines are columns: any version of ClickHouse since 18.16. Whoever
-- inserts takes the lines out of the log. Where a line has no size, `Usage.db` is -1.
CREATE TABLE {table}
(
    EventTimestampMs Int64,
    EventType String,
    ScriptName String,
    Entrypoint String,
    DispatchNamespace String,
    Outcome String,
    DurableObjectId String,
    WallTimeMs Int64,
    CPUTimeMs Int64,
    Status UInt16,
    LogLines Int32 DEFAULT -1,
    IsTruncated UInt8,
    Usage Nested
    (
        at Int64,
        v String,
        t String,
        c String,
        o String,
        n String,
        k String,
        rr Int64,
        rw Int64,
        db Int64
    )
)
ENGINE = MergeTree
PARTITION BY intDiv(EventTimestampMs, 86400000)
ORDER BY (ScriptName, Entrypoint, EventTimestampMs)
