-- Records of the batch that is being read with what each event is known by when another file
-- delivers it again: the nonce of its first usage line, else all its fields that are read.
-- grain: load_key, event_ms, event_hash, said_ms
select
    * exclude (ray_id, logs_hash),
    line.n is not null as has_nonce,
    case when line.n is not null then hash(line.n) else hash(
        event_ms, word, script, entrypoint, wall_ms, cpu_ms, outcome, ray_id, logs_hash
    ) end as event_hash
from logs.record_lines
