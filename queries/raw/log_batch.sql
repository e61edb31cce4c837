-- Records of the batch that is being read, a compact row each. Hashes of 64 bits stand for names
-- that many records share; a name is here only while its hash has no number. The table is empty
-- outside of a load. An event that other files delivered has a second row, with the numbers of
-- those files in `earlier_loads`.
-- grain: load_key, event_ms, event_hash, sort_hash, said_ms, earlier_loads
-- kind: declaration
select
    null::integer as load_key,
    null::integer[] as earlier_loads,
    null::bigint as event_ms,
    null::bigint as wall_ms,
    null::bigint as cpu_ms,
    null::bigint as log_lines,
    null::boolean as is_object,
    null::boolean as is_truncated,
    null::boolean as is_upgrade,
    null::boolean as has_nonce,
    null::ubigint as event_hash,
    null::ubigint as place_hash,
    null::ubigint as sort_hash,
    null::ubigint as object_hash,
    null::varchar as script,
    null::varchar as entrypoint,
    null::varchar as dispatch_namespace,
    null::varchar as word,
    null::varchar as outcome,
    null::varchar as object_id,
    null::bigint as said_ms,
    null::ubigint as usage_sort_hash,
    null::ubigint as line_object_hash,
    null::varchar as tenant,
    null::varchar as class,
    null::varchar as line_kind,
    null::varchar as line_object_id,
    null::bigint as rows_read,
    null::bigint as rows_written,
    null::bigint as database_bytes,
    null::bigint as unread_numbers,
    null::struct(
        line struct(
            v varchar, t varchar, c varchar, o varchar, n varchar, k varchar, rr bigint, rw bigint,
            db bigint
        ),
        said_ms bigint
    )[] as other_lines
where false
