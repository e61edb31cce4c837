-- Events of the current batch that were delivered before, by other files or by the same file.
-- `earlier_loads` holds the numbers of those files.
-- grain: load_key, event_hash, event_ms, said_ms
with deliveries as (
    select event_hash, hour_at, load_key
    from logs.repeat_candidates
    where not is_copy
    union all
    select l.event_hash, l.hour_at, l.load_key
    from staging.log_hashes as l
    semi join logs.repeat_candidates using (event_hash, hour_at)
    where l.account = (select any_value(account) from staging.log_batch_files)
),
repeated as (
    select
        c.event_hash,
        c.hour_at,
        c.load_key,
        list(distinct d.load_key order by d.load_key) as earlier_loads
    from logs.repeat_candidates as c
    join deliveries as d using (event_hash, hour_at)
    where d.load_key < c.load_key
    group by all
)
select c.* exclude (hour_at, is_copy, own_hash) replace (
    case when c.is_copy then [c.load_key] else r.earlier_loads end as earlier_loads
)
from logs.repeat_candidates as c
left join repeated as r using (event_hash, hour_at, load_key)
where c.is_copy or r.earlier_loads is not null
