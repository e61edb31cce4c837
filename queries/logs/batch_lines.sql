-- Usage lines of the current batch, a row each, also the second and later lines of a record.
-- Tenant, object and time are those that the line states, because the application may have written
-- it for another event than that of its record. A line without a time is not counted.
-- grain: load_key, earlier_loads, said_ms, usage_sort_hash, line_object_hash
with others as (
    select load_key, earlier_loads, script, o.said_ms, o.line
    from (
        select load_key, earlier_loads, script, unnest(other_lines) as o
        from staging.log_batch
        where other_lines is not null
    )
    where o.line is not null and coalesce(o.line.v, '1') = '1' and o.said_ms is not null
)
select
    load_key,
    earlier_loads,
    script,
    said_ms,
    tenant,
    class,
    line_kind,
    line_object_id,
    usage_sort_hash,
    line_object_hash,
    rows_read,
    rows_written,
    database_bytes
from staging.log_batch
where usage_sort_hash is not null and said_ms is not null
union all
select
    load_key,
    earlier_loads,
    script,
    said_ms,
    nullif(line.t, ''),
    nullif(line.c, ''),
    nullif(line.k, ''),
    nullif(line.o, ''),
    usage_sort_hash(script, line),
    hash_of(nullif(line.o, '')),
    coalesce(line.rr, 0),
    coalesce(line.rw, 0),
    line.db
from others
