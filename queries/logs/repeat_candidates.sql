-- Events of the current batch that may have been delivered before, each with the hash that
-- identifies it. Equal events of one file are several events: the second in one file repeats the
-- second in another file. Only where they have the same nonce and the same times is the second a
-- repeat within its own file.
-- grain: load_key, event_hash, event_ms, is_copy, said_ms
with repeated as (
    select event_hash
    from staging.log_batch
    where event_ms is not null
    group by event_hash
    having count(*) > 1
    union
    select b.event_hash
    from staging.log_batch as b
    join staging.log_hashes as l
        on l.event_hash = b.event_hash and l.hour_at = event_hour_at(b.event_ms)
    where l.account = (select any_value(account) from staging.log_batch_files)
),
copied as (
    select b.*, b.has_nonce and row_number() over (
        partition by load_key, event_hash, event_ms, wall_ms, cpu_ms, said_ms, has_nonce
    ) > 1 as is_copy
    from staging.log_batch as b
    semi join repeated using (event_hash)
    where b.event_ms is not null
),
counted as (
    select *, row_number() over (
        partition by load_key, event_hash, is_copy order by event_ms, wall_ms, said_ms
    ) as occurrence
    from copied
)
select
    * exclude (occurrence) replace (
        case when is_copy or occurrence = 1 then event_hash else hash(event_hash, occurrence) end
            as event_hash
    ),
    event_hash as own_hash,
    event_hour_at(event_ms) as hour_at
from counted
