-- What usage lines of the current batch lack: a time, without which a line is not counted, and
-- numbers that can be read, without which they are 0.
-- grain: load_key, name
with lines as (
    select load_key, said_ms
    from staging.log_batch
    where usage_sort_hash is not null and earlier_loads is null
    union all
    select load_key, o.said_ms
    from (
        select load_key, unnest(other_lines) as o
        from staging.log_batch
        where other_lines is not null and earlier_loads is null
    )
    where o.line is not null and coalesce(o.line.v, '1') = '1'
)
select load_key, 'without its time' as name, count(*) as occurrences
from lines
where said_ms is null
group by load_key
union all
select load_key, 'with a number that cannot be read', sum(unread_numbers)
from staging.log_batch
where unread_numbers > 0 and earlier_loads is null
group by load_key
