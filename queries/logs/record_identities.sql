-- Records of the current batch, each with the identity by which the event is recognised if another
-- file delivers it again. The identity is the nonce of the record's first usage line, or all fields
-- that are read.
-- grain: load_key, event_ms, event_hash, said_ms
select
    * exclude (ray_id, logs_hash),
    line.n is not null as has_nonce,
    case when line.n is not null then hash(line.n) else hash(
        event_ms, word, script, entrypoint, wall_ms, cpu_ms, outcome, ray_id, logs_hash
    ) end as event_hash
from logs.record_lines
